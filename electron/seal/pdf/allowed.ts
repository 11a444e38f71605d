/** Is a change one that a signature lets others make (ISO 32000-1 §12.8.2.2.2, stricter where attacks have used it)? */
import type { Change } from "./change.ts";
import { type FieldLock, isLocked, type MdpLevel } from "./doc-mdp.ts";

export interface Allowance {
  /** Absent: nobody said anything, so others may sign and no more. */
  readonly level?: MdpLevel;
  /** The document is certified by this signature or an earlier one. */
  readonly isCertified: boolean;
  readonly locks: readonly FieldLock[];
}

export function isAllowed(change: Change, { level, isCertified, locks }: Allowance): boolean {
  switch (change.kind) {
    case "metadata":
    case "validation-data":
      return true;
    case "timestamp":
      // Anybody can have one made, so it must not draw anything.
      return change.appearance === "none";
    case "signature":
      return level !== 1 && change.appearance !== "covering" && !(isCertified && change.isNewField && isShown(change));
    case "form-fill":
      return (level === 2 || level === 3) && !locks.some((lock) => isLocked(lock, change.field ?? ""));
    case "annotation":
      return level === 3;
    default:
      return false;
  }
}

function isShown({ appearance }: Change): boolean {
  return appearance !== "none";
}
