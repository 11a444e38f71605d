/** 办件: everything the terminal holds of one case, as plain data. It is saved sealed at every step and wiped at closing. */
import type { Assessment } from "../exemption/assess.ts";
import type { Fault, FaultCode } from "../fault.ts";
import type { LicenseRecord } from "../license/license-record.ts";
import type { Matter } from "../matter/matter.ts";
import type { CardEntry } from "../person/card.ts";
import type { Holder } from "../person/person.ts";
import type { CodeFamily } from "../scan/route.ts";
import type { Verdict } from "../verdict/verdict.ts";

export interface Clerk {
  readonly account: string;
  readonly name: string;
  readonly role: "clerk" | "administrator" | "auditor";
}

export type EntryWay =
  | "serial-scanner"
  | "hid-scanner"
  /** A scanner behind a program of its maker. */
  | "vendor-service"
  | "keyboard"
  | "paste"
  | "image"
  | "camera"
  | "id-card"
  | "typed-number"
  | "file";

/** How the person was named to the terminal. The raw code is never kept: only its SM3. */
export interface CaseEntry {
  readonly way: EntryWay;
  readonly family?: CodeFamily;
  readonly codeSm3?: string;
  /** The person was read from the chip of an ID card. */
  readonly card?: CardEntry;
}

/** `by-appointment` = recorded when it was made, for the licenses fetched beforehand. */
export const CONSENT_KINDS = ["by-code", "by-phone", "on-site", "by-appointment"] as const;
export type ConsentKind = (typeof CONSENT_KINDS)[number];

export interface Consent {
  readonly kind: ConsentKind;
  readonly state: "waiting" | "granted" | "refused";
  /** Epoch ms of the last change. */
  readonly at: number;
  /** Who answered on site: the citizen on the second screen, or the clerk for a citizen who said so aloud. */
  readonly answeredBy?: "citizen" | "clerk";
  /** Why the last question for the answer did not get through; absent while the line is there. */
  readonly lost?: FaultCode;
}

/** Permission to pull, made by a family's client; opaque to everyone else. Holds tokens, never the code. */
export interface Grant {
  readonly family: CodeFamily;
  readonly tokens: Readonly<Record<string, string>>;
}

export interface LicenseRequest {
  readonly typeCode: string;
  readonly state: "pending" | "arrived" | "failed";
  readonly fault?: Fault;
}

export interface HeldLicense {
  readonly record: LicenseRecord;
  readonly sizeBytes: number;
  readonly verdict?: Verdict;
}

/** 免交 / 收取纸质 / 容缺 / 告知承诺 / 不予采信(退回). */
export type DecisionKind = "exempted" | "paper-received" | "deferred" | "pledged" | "refused";

export interface MaterialDecision {
  readonly materialId: string;
  readonly kind: DecisionKind;
  readonly reason?: string;
  readonly licenseId?: string;
  readonly assessment?: Assessment;
  readonly isRecheckRequired: boolean;
  readonly at: number;
  readonly clerk: string;
  /** 1 for the first decision on this material, +1 for each correction. */
  readonly revision: number;
  /** Idempotency key of its delivery to the acceptance platform. */
  readonly deliveryKey: string;
  readonly delivery: "queued" | "delivered" | "refused";
  readonly receiptNo?: string;
}

export interface CaseFile {
  readonly id: string;
  readonly caseNo: string;
  readonly matter: Matter;
  readonly openedBy: Clerk;
  readonly openedAt: number;
  readonly entry: CaseEntry;
  readonly person?: Holder;
  readonly consent?: Consent;
  readonly grant?: Grant;
  readonly requests: readonly LicenseRequest[];
  readonly licenses: readonly HeldLicense[];
  readonly decisions: readonly MaterialDecision[];
  /** The last fault the clerk was shown in this case; cleared by the next step forward. */
  readonly notice?: Fault;
}

/** The standing decision on a material: the last one made. */
export function currentDecision(file: CaseFile, materialId: string): MaterialDecision | undefined {
  return file.decisions.findLast((decision) => decision.materialId === materialId);
}

export function currentDecisions(file: CaseFile): readonly MaterialDecision[] {
  return file.matter.materials.flatMap((material) => currentDecision(file, material.id) ?? []);
}
