/**
 * Why a package was not opened. One code for each kind of attack in seals.md section 4 step 0; the reason names the
 * entry or number it rests on, for the drawer 依据 and for support.
 */

export type ContainerCode =
  | "CONTAINER_LIMIT"
  | "CONTAINER_MALFORMED"
  | "CONTAINER_DUPLICATE_ENTRY"
  | "CONTAINER_UNSAFE_NAME";

/** Thrown inside this folder only; `openContainer` turns it into plain data. */
export class ContainerRefusal extends Error {
  readonly code: ContainerCode;
  constructor(code: ContainerCode, reason: string) {
    super(reason);
    this.code = code;
  }
}

export function refuse(code: ContainerCode, reason: string): never {
  throw new ContainerRefusal(code, reason);
}
