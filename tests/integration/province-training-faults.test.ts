/** The other families against the training province, and every misbehaviour it can be ordered to. */
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { AuditEntry } from "../../electron/domain/audit/audit-entry.ts";
import { canonicalJson } from "../../electron/domain/audit/canonical-json.ts";
import type { Matter } from "../../electron/domain/matter/matter.ts";
import type { Result } from "../../electron/domain/result.ts";
import { fromHex, toHex } from "../../electron/seal/hex.ts";
import { sm3 } from "../../electron/seal/sm3.ts";
import { openTrustStore } from "../../electron/trust/trust-store.ts";
import { told } from "../helpers/host/told.ts";
import { type MetProvince, meetTraining, usageFor } from "./training-setup.ts";

const never = new AbortController().signal;
const codeOf = (result: Result<unknown>) => (result.ok ? "ok" : result.fault.code);
const MINUTE = 60_000;

let aheadMs = 0;
let met: MetProvince;
let matter: Matter;

beforeAll(async () => {
  const deadlines = { connectMs: 1500, idleMs: 1200, totalMs: 2500, fileTotalMs: 8000 };
  met = await meetTraining({ deadlines, now: () => Date.now() + aheadMs });
  // Sealed once here: while a file is being sealed the training province answers nobody.
  met.training.licenseFiles();
  const { matters } = told(await met.province.catalogue.load(never));
  matter = matters.find((one) => one.name.includes("二手房")) as Matter;
});

beforeEach(() => {
  aheadMs = 0;
});
afterEach(() => met.training.behave());
afterAll(() => met.close());

const person = () => {
  const line = met.training.cast()[0];
  return { name: "", code: line?.idNumber ?? "", codeType: "111" } as const;
};
const byDuty = () => {
  const { duty } = met.province;
  if (!duty) throw new Error("no duty client");
  return duty.identifyByNumber(person(), usageFor(matter), never);
};

describe("by duty", () => {
  test("finds a person by number, with the name that the licenses give", async () => {
    const identified = told(await byDuty());
    expect(identified.person?.name).toBe(met.training.cast()[0]?.person);
    expect(identified.consent).toEqual({ kind: "on-site", state: "waiting" });
  });

  test("pulls what it found", async () => {
    const { grant } = told(await byDuty());
    const [type = ""] = usageFor(matter).licenseTypes;
    const pulled = told(
      (await met.province.families["license-app"]?.pull(grant, type, usageFor(matter), never)) as Result<
        readonly unknown[]
      >,
    );
    expect(pulled.length).toBeGreaterThan(0);
  });

  test("finds nothing for a number that nobody has", async () => {
    const nobody = { name: "", code: "990101200001010014", codeType: "111" } as const;
    const identified = await met.province.duty?.identifyByNumber(nobody, usageFor(matter), never);
    expect(identified?.ok && identified.value.grant.tokens).toEqual({});
  });

  test("goes on with a new log-in after the token has expired", async () => {
    told(await byDuty());
    aheadMs = 31 * MINUTE;
    expect(codeOf(await byDuty())).toBe("ok");
  });

  test("asks for the code again when its use codes have expired", async () => {
    const { grant } = told(await byDuty());
    aheadMs = 11 * MINUTE;
    const [type = ""] = usageFor(matter).licenseTypes;
    const answer = await met.province.families["license-app"]?.pull(grant, type, usageFor(matter), never);
    expect(answer && codeOf(answer)).toBe("code.expired");
  });
});

describe("the acceptance platform", () => {
  const body = (materialId: string, collectionType = 5) =>
    JSON.stringify({
      caseNo: "BJ20260101000009",
      matterCode: matter.code,
      matterVersion: matter.version,
      materialId,
      materialName: "身份证明",
      collectionType,
      collectionFlag: 1,
      collectionDate: "2026-01-01T10:00:00+08:00",
      license: { licenseCode: "L1", certNumber: "N1", certName: "居民身份证", certTypeCode: "11100000000013127D001" },
      verification: {
        indication: "TOTAL_PASSED",
        decision: "accept",
        codes: [],
        trustIssue: 1,
        trustListsAsOf: "2026-01-01T09:00:00+08:00",
        policyVersion: "1",
        basis: "online",
      },
      recheckRequired: false,
      ruleVersion: "1",
      operator: { account: "w01", name: "窗口一" },
      terminal: { id: "T-01", name: "一号窗口" },
      decidedAt: "2026-01-01T10:00:00+08:00",
    });
  const deliver = (key: string, text: string) => met.province.acceptance.deliver(key, text, never);
  const find = (key: string) => met.province.acceptance.find(key, never);

  test("takes a record once, whatever is sent again", async () => {
    const first = told(await deliver("case-M1-001", body("M1")));
    const again = told(await deliver("case-M1-001", body("M1")));
    expect([first.isDuplicate, again]).toEqual([false, { receiptNo: first.receiptNo, isDuplicate: true }]);
  });

  test("refuses another body under a used key", async () => {
    told(await deliver("case-M2-001", body("M2")));
    expect(codeOf(await deliver("case-M2-001", body("M2", 1)))).toBe("delivery.key-reused");
  });

  test("refuses a record that it cannot use and names the field", async () => {
    const answer = await deliver("case-M3-001", JSON.stringify({ ...JSON.parse(body("M3")), collectionType: 6 }));
    expect(answer).toMatchObject({
      ok: false,
      fault: { code: "delivery.refused", detail: { field: "collectionType" } },
    });
  });

  test("is asked by key after a lost answer, and has the record", async () => {
    met.training.misbehave({ family: "acceptance", fault: { kind: "lost-ack" }, times: 1 });
    expect(codeOf(await deliver("case-M4-证照-001", body("M4")))).toBe("province.timed-out");
    expect(told(await find("case-M4-证照-001"))?.receiptNo).toBeTruthy();
  });

  test("has nothing under a key whose request never arrived", async () => {
    met.training.misbehave({ family: "acceptance", fault: { kind: "timeout" }, times: 1 });
    expect(codeOf(await deliver("case-M5-001", body("M5")))).toBe("province.timed-out");
    expect(told(await find("case-M5-001"))).toBeUndefined();
  });

  test("is unreachable, and surely has nothing, when its port is closed", async () => {
    await met.training.setReachable(false);
    // Long enough for the client to notice that its kept connections are gone; before that the outcome is unknown.
    await new Promise((done) => setTimeout(done, 100));
    const answer = await deliver("case-M6-001", body("M6"));
    await met.training.setReachable(true);
    expect(codeOf(answer)).toBe("province.unreachable");
    expect(told(await find("case-M6-001"))).toBeUndefined();
  });
});

describe("the audit receiver", () => {
  function chain(count: number, terminal: string): readonly AuditEntry[] {
    const entries: AuditEntry[] = [];
    for (let seq = 1; seq <= count; seq += 1) {
      const content = {
        seq,
        at: "2026-01-01T10:00:00+08:00",
        terminal,
        action: "material.decided",
        clerk: "w01",
        detail: { kind: "exempted", n: seq },
      } as const;
      const prevHash = entries.at(-1)?.hash ?? "0".repeat(64);
      const bytes = Buffer.concat([fromHex(prevHash) ?? new Uint8Array(), Buffer.from(canonicalJson(content))]);
      entries.push({ ...content, prevHash, hash: toHex(sm3(bytes)) });
    }
    return entries;
  }
  const upload = (entries: readonly AuditEntry[]) => met.province.auditReceiver.upload(entries, undefined, never);

  test("takes a chain in pieces, and what it knows already", async () => {
    const entries = chain(10, "T-11");
    expect(await upload(entries.slice(0, 6))).toEqual({ ok: true, value: 6 });
    expect(await upload(entries.slice(3))).toEqual({ ok: true, value: 10 });
  });

  test("says how far it is when there is a gap", async () => {
    const entries = chain(10, "T-12");
    await upload(entries.slice(0, 2));
    expect(await upload(entries.slice(5))).toMatchObject({
      fault: { code: "delivery.gap", detail: { acceptedThrough: 2 } },
    });
  });

  test("refuses another history", async () => {
    await upload(chain(3, "T-13"));
    const [first, ...rest] = chain(3, "T-13");
    const other = { ...first, clerk: "w02" } as AuditEntry;
    const { hash: _h, prevHash, ...content } = other;
    const bytes = Buffer.concat([fromHex(prevHash) ?? new Uint8Array(), Buffer.from(canonicalJson(content))]);
    const forged = { ...other, hash: toHex(sm3(bytes)) };
    expect(await upload([forged, ...rest])).toMatchObject({ fault: { code: "delivery.fork", detail: { seq: 1 } } });
  });

  test("refuses a hash that does not compute", async () => {
    const [first] = chain(1, "T-14");
    expect(await upload([{ ...first, clerk: "w02" } as AuditEntry])).toMatchObject({
      fault: { code: "delivery.fork", detail: { seq: 1, reason: "bad-hash" } },
    });
  });
});

describe("trust data", () => {
  const publishers = () => [Buffer.from(met.training.publisherPoint, "hex")];
  const open = (name: string) => openTrustStore({ folder: join(met.folder, name), publishers: publishers() });

  test("come through the gate, are unchanged for their tag, and are newer after a new issue", async () => {
    const store = await open("trust-a");
    const fetched = told(await met.province.trust.fetch(store.etag(), never));
    expect(codeOf(await store.importBundle(fetched?.bytes ?? new Uint8Array(), Date.now(), fetched?.etag))).toBe("ok");
    expect(await met.province.trust.fetch(store.etag(), never)).toEqual({ ok: true, value: undefined });
    const before = store.status().issue ?? 0;
    const issue = met.training.reissueTrust();
    const newer = told(await met.province.trust.fetch(store.etag(), never));
    await store.importBundle(newer?.bytes ?? new Uint8Array(), Date.now(), newer?.etag);
    expect([store.status().issue, issue > before]).toEqual([issue, true]);
  });

  test("are not harmed by a portal's page in their place", async () => {
    const store = await open("trust-b");
    const good = told(await met.province.trust.fetch(undefined, never));
    await store.importBundle(good?.bytes ?? new Uint8Array(), Date.now(), good?.etag);
    met.training.misbehave({ family: "trust", fault: { kind: "html" } });
    const page = told(await met.province.trust.fetch(undefined, never));
    expect(codeOf(await store.importBundle(page?.bytes ?? new Uint8Array(), Date.now(), page?.etag))).toBe(
      "trust.unreadable",
    );
    expect(store.status().anchors).toBeGreaterThan(0);
  });
});

describe("a province on bad terms", () => {
  const identify = () => byDuty();

  test.each([
    [{ kind: "status", status: 500 }, "province.unwell"],
    [{ kind: "status", status: 403 }, "province.credentials"],
    [{ kind: "timeout" }, "province.timed-out"],
    [{ kind: "drop" }, "province.unreachable"],
    [{ kind: "html" }, "province.nonsense"],
    [{ kind: "lost-ack" }, "province.unreachable"],
    [{ kind: "drip", bytesPerSecond: 20 }, "province.timed-out"],
  ] as const)("that does %j gives a fault, and works again after", async (fault, code) => {
    told(await identify());
    met.training.misbehave({ family: "license-app", fault });
    expect(codeOf(await identify())).toBe(code);
    met.training.behave();
    expect(codeOf(await identify())).toBe("ok");
  });

  test("that is slow within the deadlines is waited for", async () => {
    met.training.misbehave({ family: "license-app", fault: { kind: "latency", ms: 300 } });
    expect(codeOf(await identify())).toBe("ok");
  });

  test("that is gone and back costs one fault and no restart", async () => {
    told(await identify());
    await met.training.setReachable(false);
    expect(codeOf(await identify())).toBe("province.unreachable");
    await met.training.setReachable(true);
    expect(codeOf(await identify())).toBe("ok");
  });
});
