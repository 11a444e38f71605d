/** What the counter needs of a verification: its indication, its causes, its age. The full report stays with the license. */

export type Indication = "TOTAL_PASSED" | "INDETERMINATE" | "TOTAL_FAILED" | "NO_SIGNATURE";
export type VerdictDecision = "accept" | "reject" | "refer";

export interface Verdict {
  readonly indication: Indication;
  readonly subIndication?: string;
  readonly decision: VerdictDecision;
  /** Worst first. */
  readonly codes: readonly string[];
  readonly isSample: boolean;
  readonly signerName?: string;
  readonly sealName?: string;
  /** Epoch milliseconds of the (claimed) signature. */
  readonly signedAt?: number;
  /** Lower-case hex SM3 of the file. */
  readonly sm3: string;
  readonly policyVersion: string;
  readonly trustIssue?: number;
  /** Epoch ms of the oldest list used. */
  readonly trustListsAsOf?: number;
  readonly verifiedAt: number;
}

/** The five faces, best first; a worse cause wins. Never told by colour alone. */
export const FACES = ["valid", "attention", "unconfirmed", "invalid", "not-license"] as const;
export type Face = (typeof FACES)[number];

export function worstFace(faces: readonly Face[]): Face {
  return faces.reduce<Face>((worst, face) => (FACES.indexOf(face) > FACES.indexOf(worst) ? face : worst), "valid");
}

/** Face of the verification alone, before holder, status, dates and the age of trust data are looked at. */
export function verdictFace(verdict: Verdict, mode: "training" | "live"): Face {
  if (verdict.isSample && mode === "live") return "not-license";
  if (verdict.indication === "NO_SIGNATURE") return "not-license";
  if (verdict.decision === "reject") return "invalid";
  if (verdict.decision === "refer") return "unconfirmed";
  return verdict.indication === "TOTAL_PASSED" && verdict.codes.length === 0 ? "valid" : "attention";
}
