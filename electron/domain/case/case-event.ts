/** Everything that can happen to a counter, and everything it may ask the outside to do. Plain data on both sides. */
import type { Fault, FaultCode } from "../fault.ts";
import type { Matter } from "../matter/matter.ts";
import type { Holder } from "../person/person.ts";
import type { CodeFamily } from "../scan/route.ts";
import type { Verdict } from "../verdict/verdict.ts";
import type { CaseEntry, CaseFile, Clerk, Consent, Grant, HeldLicense, MaterialDecision } from "./case-file.ts";
import type { CasePhase, InterruptedCase } from "./case-state.ts";

export type CaseEvent =
  /** `interrupted` = a case that this clerk, and nobody else, may go on with. */
  | { readonly kind: "signed-in"; readonly clerk: Clerk; readonly interrupted?: InterruptedCase }
  /** Somebody else takes the seat of a locked terminal; a case in work stays its clerk's. */
  | { readonly kind: "relieved"; readonly clerk: Clerk; readonly interrupted?: InterruptedCase }
  | { readonly kind: "signed-out" }
  | { readonly kind: "locked"; readonly why: "idle" | "asked" | "system" }
  | { readonly kind: "unlocked"; readonly clerk: Clerk }
  | { readonly kind: "matter-chosen"; readonly matter: Matter }
  /** A case begins. `codeRef` names the raw code in the host's memory; it is not in the state. */
  | { readonly kind: "opened"; readonly file: CaseFile; readonly codeRef?: string }
  /** Another way of naming the person, after the first failed or was lost in a crash. */
  | { readonly kind: "entered-again"; readonly entry: CaseEntry; readonly codeRef: string }
  | { readonly kind: "identified"; readonly person?: Holder; readonly grant: Grant; readonly consent: Consent }
  | { readonly kind: "identify-failed"; readonly fault: Fault }
  | { readonly kind: "consent-answered"; readonly consent: Consent }
  /** The line to whoever knows the answer went (`lost`), or is there again. */
  | { readonly kind: "consent-line"; readonly lost?: FaultCode }
  /** Who it is, after the fact: from the licenses themselves, by the clerk with the card in hand, or by the chip of the card. */
  | { readonly kind: "person-told"; readonly person: Holder; readonly by: "licenses" | "clerk" | "card" }
  /** The library was told once more whom the case is about, by duty; `grant` is from then on the case's. */
  | { readonly kind: "named-again"; readonly family: CodeFamily; readonly grant?: Grant }
  | { readonly kind: "license-arrived"; readonly license: HeldLicense }
  | { readonly kind: "license-missing"; readonly typeCode: string; readonly fault: Fault }
  | { readonly kind: "license-verified"; readonly licenseId: string; readonly verdict: Verdict }
  /** The library may know more by now. */
  | { readonly kind: "retry-asked" }
  | { readonly kind: "decided"; readonly decisions: readonly MaterialDecision[] }
  | { readonly kind: "delivery-settled"; readonly deliveryKey: string; readonly outcome: DeliveryOutcome }
  | { readonly kind: "close-asked" }
  | { readonly kind: "cancelled"; readonly reason: string }
  | { readonly kind: "wiped" }
  | { readonly kind: "resumed" }
  | { readonly kind: "discarded" }
  | { readonly kind: "timed-out"; readonly phase: CasePhase }
  | { readonly kind: "province-lost"; readonly fault: Fault }
  | { readonly kind: "device-lost"; readonly fault: Fault };

export type DeliveryOutcome =
  | { readonly state: "delivered"; readonly receiptNo: string }
  | { readonly state: "refused"; readonly fault: Fault };

export type CaseEffect =
  | { readonly kind: "identify"; readonly codeRef: string }
  | { readonly kind: "await-consent" }
  /** `isAgain`: what the library said earlier of these types does not count. */
  | { readonly kind: "pull"; readonly typeCodes: readonly string[]; readonly isAgain?: true }
  | { readonly kind: "verify"; readonly licenseIds: readonly string[] }
  | { readonly kind: "deliver" }
  | { readonly kind: "stop-work" }
  /** What of a case is held outside the state goes; the case itself stays saved. */
  | { readonly kind: "forget" }
  | { readonly kind: "wipe"; readonly caseId: string };
