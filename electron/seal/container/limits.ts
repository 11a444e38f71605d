/** How large a package may be (seals.md section 4 step 0). Declared sizes are held to these before one byte is inflated. */

const MIB = 1024 * 1024;

export interface ContainerLimits {
  readonly fileBytes: number;
  readonly entries: number;
  readonly entryBytes: number;
  readonly totalBytes: number;
  /** Inflated size over stored size, for one entry larger than `ratioFloorBytes`. */
  readonly ratio: number;
  /** A blank picture of a few hundred kilobytes packs better than any ratio allows and harms nobody. */
  readonly ratioFloorBytes: number;
}

export const CONTAINER_LIMITS: ContainerLimits = {
  fileBytes: 100 * MIB,
  entries: 10_000,
  entryBytes: 64 * MIB,
  totalBytes: 512 * MIB,
  ratio: 200,
  ratioFloorBytes: MIB / 4,
};
