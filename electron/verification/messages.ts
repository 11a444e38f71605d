/** What a verification thread and its owner (pool or batch) say to each other. */
import type { Examination } from "../app/ports/verifier.ts";
import type { Policy } from "../seal/policy.ts";
import type { VerificationReport } from "../seal/report.ts";
import type { TrustMaterial } from "../seal/trust-set.ts";

/** What a worker is born with: the policy does not change while the terminal runs. */
export interface WorkerStart {
  readonly policy: Policy;
}

export type ToWorker =
  | { readonly kind: "trust"; readonly generation: number; readonly material: TrustMaterial }
  | { readonly kind: "examine"; readonly id: number; readonly file: Uint8Array; readonly at: number }
  /** Judge only, draw nothing: for files that nobody looks at. */
  | { readonly kind: "judge"; readonly id: number; readonly file: Uint8Array; readonly at: number }
  /** Judge the built-in sample: proves the whole way, and warms it. */
  | { readonly kind: "self-test" };

export type FromWorker =
  | { readonly kind: "examined"; readonly id: number; readonly examination: Examination }
  | { readonly kind: "judged"; readonly id: number; readonly report: VerificationReport; readonly ms: number }
  | { readonly kind: "bug"; readonly id: number; readonly message: string }
  | { readonly kind: "self-tested" };
