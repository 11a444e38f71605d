/** Invented cases, deliveries and folders for the tests of the storage. The division 3200 99 does not exist. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ClosedCase, Commit, DeliveryDraft, LicenseUse } from "../../electron/app/ports/storage.ts";
import type { AuditAction, AuditCheckpoint, AuditDraft } from "../../electron/domain/audit/audit-entry.ts";
import { checkpointText } from "../../electron/domain/audit/checkpoint-text.ts";
import type { InterruptedCase } from "../../electron/domain/case/case-state.ts";
import { toHex } from "../../electron/seal/hex.ts";
import { deriveKeyPair, signSm2 } from "../../electron/seal/sm2/sign.ts";
import { fileKeyRing } from "../../electron/storage/file-key-ring.ts";
import { openStorage, type StorageOptions } from "../../electron/storage/open-storage.ts";
import type { SyncStorage } from "../../electron/storage/sync-storage.ts";

export const START = Date.parse("2026-11-24T09:00:00+08:00");
export const CANARY_NAME = "金丝雀测";
export const CANARY_NUMBER = "320099199001010014";

export interface Bench {
  readonly folder: string;
  readonly file: string;
  readonly keyFile: string;
  open(changes?: Partial<StorageOptions>): SyncStorage;
  remove(): void;
}

export function createBench(): Bench {
  const folder = mkdtempSync(join(tmpdir(), "storage-"));
  const file = join(folder, "terminal.db");
  return {
    folder,
    file,
    keyFile: `${file}.key`,
    open: (changes) => mustOpen({ ...optionsFor(file), ...changes }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

export function optionsFor(file: string): StorageOptions {
  return { file, terminalId: "T-01", keys: fileKeyRing(`${file}.key`), now: () => START };
}

function mustOpen(options: StorageOptions): SyncStorage {
  const opened = openStorage(options);
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  return opened.value;
}

export function value<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!result.ok) throw new Error(`unexpected fault: ${JSON.stringify(result)}`);
  return result.value;
}

export const TERMINAL_KEY = deriveKeyPair(new Uint8Array(32).fill(7))!;

export function signedCheckpoint(named: Pick<AuditCheckpoint, "seq" | "hash" | "at">): AuditCheckpoint {
  const text = new TextEncoder().encode(checkpointText("T-01", named));
  const signature = signSm2(TERMINAL_KEY, text, { entropy: new Uint8Array(32).fill(9) });
  return { ...named, signature: Buffer.from(signature).toString("base64"), publicKey: toHex(TERMINAL_KEY.publicKey) };
}

export function draft(action: AuditAction, changes: Partial<AuditDraft> = {}): AuditDraft {
  return { at: START, action, clerk: "wang", ...changes };
}

export function interrupted(caseId: string): InterruptedCase {
  return {
    phase: "deciding",
    file: {
      id: caseId,
      caseNo: `20261124-A01-${caseId}`,
      matter: {
        code: "M-1",
        catalogCode: "C-1",
        name: "居住证办理",
        version: 1,
        department: "公安局",
        highRisk: false,
        applicantKinds: ["person"],
        materials: [],
      },
      openedBy: { account: "wang", name: "王窗口", role: "clerk" },
      openedAt: START,
      entry: { way: "keyboard" },
      person: { name: CANARY_NAME, code: CANARY_NUMBER, codeType: "111" },
      requests: [],
      licenses: [],
      decisions: [],
    },
  };
}

export function delivery(caseId: string, materialId = "m1", changes: Partial<DeliveryDraft> = {}): DeliveryDraft {
  return {
    key: `${caseId}/${materialId}/L1/1`,
    caseId,
    caseNo: `20261124-A01-${caseId}`,
    materialId,
    body: JSON.stringify({ caseNo: caseId, license: { certNumber: CANARY_NUMBER, holder: CANARY_NAME } }),
    ...changes,
  };
}

export function licenseUse(caseId: string, changes: Partial<LicenseUse> = {}): LicenseUse {
  return {
    caseId,
    materialId: "m1",
    revision: 1,
    kind: "exempted",
    licenseType: "11100000000013127D001",
    face: "valid",
    isRecheckRequired: false,
    at: START,
    clerk: "wang",
    ...changes,
  };
}

export function closedCase(caseId: string, changes: Partial<ClosedCase> = {}): ClosedCase {
  return {
    caseId,
    caseNo: `20261124-A01-${caseId}`,
    matterCode: "M-1",
    matterName: "居住证办理",
    clerk: "wang",
    openedAt: START,
    closedAt: START + 60_000,
    outcome: "submitted",
    personName: "金**测",
    personNumber: "3200**********0014",
    personNumberToHash: CANARY_NUMBER,
    materials: 2,
    exempted: 1,
    ...changes,
  };
}

/** A material decided: state, use, delivery and audit together. */
export function decision(caseId: string, materialId = "m1"): Commit {
  return {
    open: interrupted(caseId),
    uses: [licenseUse(caseId, { materialId })],
    deliveries: [delivery(caseId, materialId)],
    audit: [draft("material.decided", { caseId, materialId, detail: { kind: "exempted", revision: 1 } })],
  };
}

export function closing(caseId: string): Commit {
  return { close: closedCase(caseId), audit: [draft("case.closed", { caseId })] };
}
