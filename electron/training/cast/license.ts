/** A license as the training library keeps it: who holds it, who issued and sealed it, what its face says. */

import type { LikenessSeed } from "../portrait/likeness.ts";
import type { Agency, SignerId } from "./agencies.ts";
import type { LicenseTypeId } from "./license-types.ts";

export interface Holder {
  readonly name: string;
  readonly kind: "person" | "enterprise";
  /** 公民身份号码 or 统一社会信用代码 */
  readonly number: string;
}

/** Spellings of the library's own vocabulary (license-app v1). */
export type LicenseStatus = "ISSUED" | "ABOLISHED" | "SUSPENDED" | "REVOKED";

export interface License {
  readonly id: string;
  readonly typeId: LicenseTypeId;
  /** GB/T 36904-2018 */
  readonly identifier: string;
  /** The library's own 18-character number. */
  readonly licenseCode: string;
  /** 证照编号 as printed. */
  readonly number: string;
  readonly holders: readonly Holder[];
  readonly issuer: Agency;
  readonly signer: SignerId;
  /** `yyyy-MM-dd`; an empty `validTo` means without limit. */
  readonly issueDate: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly status: LicenseStatus;
  /** Label → value in the order of the face. */
  readonly face: Readonly<Record<string, string>>;
  /** What the library knows beyond the face, label → value: numbers that relate the holder to other people. */
  readonly hidden: Readonly<Record<string, string>>;
  /** Whose portraits the page shows. */
  readonly portraits: readonly LikenessSeed[];
  /** Claimed instant of sealing, epoch milliseconds. */
  readonly sealedAt: number;
  /** A forgery: this text of the page is exchanged after sealing. */
  readonly tamper?: { readonly find: string; readonly replaceBy: string };
}

/** A value of the face; a page that asks for a label its type does not have is a mistake in the code. */
export function faceValue(license: License, label: string): string {
  const value = license.face[label];
  if (value === undefined) throw new Error(`${license.typeId} has no face field ${label}`);
  return value;
}
