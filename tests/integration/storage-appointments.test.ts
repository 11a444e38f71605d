import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AppointmentBatch } from "../../electron/app/ports/appointments.ts";
import type { PulledLicense } from "../../electron/app/ports/province.ts";
import { type Appointment, GRACE_MS, isOver } from "../../electron/domain/appointment/appointment.ts";
import { fault } from "../../electron/domain/fault.ts";
import { failed, ok } from "../../electron/domain/result.ts";
import type { SyncStorage } from "../../electron/storage/sync-storage.ts";
import { type Bench, CANARY_NAME, CANARY_NUMBER, closing, createBench, START, value } from "./storage-sample.ts";

const MINUTE = 60_000;
const TYPE = "11100000000013127D001";

let bench: Bench;
let storage: SyncStorage;

beforeEach(() => {
  bench = createBench();
  storage = bench.open();
});

afterEach(() => {
  storage.close();
  bench.remove();
});

function appointment(reference: string, changes: Partial<Appointment> = {}): Appointment {
  return {
    reference,
    matterCode: "M-1",
    person: { name: CANARY_NAME, code: CANARY_NUMBER, codeType: "111" },
    from: START,
    until: START + 30 * MINUTE,
    consent: { means: "网上预约", at: START - MINUTE, reference: "SQ-1" },
    ...changes,
  };
}

function put(appointments: readonly Appointment[], changes: Partial<AppointmentBatch> = {}) {
  const by = { account: "wang", name: "王窗口", role: "clerk" } as const;
  return value(storage.putAppointments({ appointments, origin: "file", by, at: START, refused: 0, ...changes }));
}

const LICENSE: PulledLicense = {
  record: {
    provider: "license-app",
    providerLicenseId: "L-1",
    identifierCheck: "absent",
    typeCode: TYPE,
    typeName: "居民身份证",
    number: CANARY_NUMBER,
    name: "居民身份证",
    holders: [{ name: CANARY_NAME, code: CANARY_NUMBER, codeType: "111" }],
    related: [],
    issuerName: "样例局",
    issuerCode: "X",
    statusRaw: "ISSUED",
    status: "valid",
    source: "library",
    fetchedAt: START,
  },
  file: Uint8Array.from({ length: 5_000 }, (_, at) => at * 7),
};

const list = (now = START) => value(storage.appointments(now));
const idOf = (reference: string) => list().find((one) => one.appointment.reference === reference)?.id ?? "";
const fetch = (reference: string) => value(storage.putPrefetched(idOf(reference), TYPE, ok([LICENSE]), []));
const audits = () => value(storage.auditEntries(0, 99)).map(({ action, detail }) => ({ action, ...detail }));

function count(table: string): number {
  const db = new Database(bench.file, { readonly: true });
  try {
    return Number(db.prepare(`SELECT count(*) FROM ${table}`).pluck().get());
  } finally {
    db.close();
  }
}

describe("a list", () => {
  test("taken again changes nothing; a row that is different loses what was fetched for it", () => {
    put([appointment("Y1"), appointment("Y2")]);
    fetch("Y1");
    fetch("Y2");
    const { consent: _, ...withdrawn } = appointment("Y2");
    expect(put([appointment("Y1"), withdrawn, appointment("Y3")])).toEqual({
      added: 1,
      changed: 1,
      unchanged: 1,
      done: 0,
      gone: 0,
    });
    expect(
      list()
        .map(({ appointment: one, prefetched }) => [one.reference, prefetched.length])
        .sort(),
    ).toEqual([
      ["Y1", 1],
      ["Y2", 0],
      ["Y3", 0],
    ]);
    expect(audits().at(-1)).toMatchObject({
      action: "appointments.imported",
      added: 1,
      changed: 1,
      unchanged: 1,
      gone: 0,
      refused: 0,
    });
  });

  test("received anew, what it does not name any more goes; what came from a file stays", () => {
    put([appointment("F1")]);
    put([appointment("P1"), appointment("P2")], { origin: "province" });
    fetch("P2");
    expect(put([appointment("P1")], { origin: "province" }).gone).toBe(1);
    expect([
      list()
        .map((one) => one.appointment.reference)
        .sort(),
      count("prefetched_license"),
    ]).toEqual([["F1", "P1"], 0]);
    expect(audits()).toContainEqual({ action: "appointments.deleted", why: "cancelled", appointments: 1, licenses: 1 });
  });
});

describe("what was fetched", () => {
  test("comes back as it was, for this person and this matter only", () => {
    put([appointment("Y1")]);
    fetch("Y1");
    const found = value(storage.appointmentFor("M-1", CANARY_NUMBER, START));
    expect(value(storage.prefetched(found!.id, TYPE))).toEqual([LICENSE]);
    expect(found?.prefetched).toEqual([{ typeCode: TYPE, at: START, licenses: 1, fetchedAt: START, refusals: 0 }]);
    expect(value(storage.appointmentFor("M-2", CANARY_NUMBER, START))).toBeUndefined();
    expect(value(storage.appointmentFor("M-1", "320099199001010022", START))).toBeUndefined();
  });

  test("an answer takes the place of the one before, a refusal too", () => {
    put([appointment("Y1")]);
    fetch("Y1");
    value(storage.putPrefetched(idOf("Y1"), TYPE, failed(fault("license.not-found")), []));
    expect(list()[0]?.prefetched).toEqual([
      { typeCode: TYPE, at: START, licenses: 0, refusals: 0, faultCode: "license.not-found" },
    ]);
  });

  test("a question that was refused leaves what was there, with the time it was fetched at, and is counted", () => {
    put([appointment("Y1")]);
    fetch("Y1");
    const id = idOf("Y1");
    for (const code of ["province.credentials", "province.nonsense"] as const)
      value(storage.notePrefetchRefusal(id, TYPE, code, []));
    expect(value(storage.prefetched(id, TYPE))).toEqual([LICENSE]);
    const state = { typeCode: TYPE, at: START, licenses: 1, fetchedAt: START };
    expect(list()[0]?.prefetched).toEqual([{ ...state, refusals: 2, faultCode: "province.nonsense" }]);
    fetch("Y1");
    expect(list()[0]?.prefetched).toEqual([{ ...state, refusals: 0 }]);
    value(storage.notePrefetchRefusal("gone", TYPE, "province.refused", []));
  });

  test("that there is none stays, whatever comes of asking again", () => {
    put([appointment("Y1")]);
    const id = idOf("Y1");
    value(storage.putPrefetched(id, TYPE, failed(fault("license.not-found")), []));
    value(storage.notePrefetchRefusal(id, TYPE, "province.timed-out", []));
    expect(list()[0]?.prefetched).toMatchObject([{ refusals: 1, faultCode: "license.not-found" }]);
    fetch("Y1");
    expect(list()[0]?.prefetched).toMatchObject([{ licenses: 1, refusals: 0 }]);
  });

  test("for an appointment that has gone meanwhile nothing is kept, and the use stays in the audit", () => {
    put([appointment("Y1")]);
    const id = idOf("Y1");
    value(storage.deleteAppointments(id, "wang", START));
    const row = { at: START, action: "license.fetched", clerk: "wang", detail: { purpose: "prefetch" } } as const;
    value(storage.putPrefetched(id, TYPE, ok([LICENSE]), [row]));
    expect([count("prefetched_license"), audits().at(-1)]).toEqual([
      0,
      { action: "license.fetched", purpose: "prefetch" },
    ]);
  });

  test("goes when the case of this person and matter is closed, in the same step", () => {
    put([appointment("Y1"), appointment("Y2", { matterCode: "M-2" })]);
    fetch("Y1");
    value(storage.commit(closing("c1")));
    expect(list().map((one) => one.appointment.reference)).toEqual(["Y2"]);
    expect([put([appointment("Y1")]).done, list().length]).toEqual([1, 1]);
    expect(audits()).toContainEqual({
      action: "appointments.deleted",
      why: "case-closed",
      appointments: 1,
      licenses: 1,
    });
  });
});

describe("at rest", () => {
  const inFolder = (needle: Uint8Array) =>
    readdirSync(bench.folder).filter((name) => readFileSync(join(bench.folder, name)).includes(Buffer.from(needle)));

  test("nothing personal stands in plain text, and nothing of it in a backup", async () => {
    put([appointment("Y1")]);
    fetch("Y1");
    const backup = value(await storage.backUp(START));
    const plain = [CANARY_NAME, CANARY_NUMBER].flatMap((text) => inFolder(Buffer.from(text)));
    expect([plain, inFolder(Buffer.from(LICENSE.file.subarray(0, 40)))]).toEqual([[], []]);
    const copy = new Database(join(bench.folder, backup.name), { readonly: true });
    const kept = ["appointment", "prefetch", "prefetched_license"].map((table) =>
      copy.prepare(`SELECT count(*) FROM ${table}`).pluck().get(),
    );
    copy.close();
    expect(kept).toEqual([0, 0, 0]);
  });

  test("what is over is taken out of database and log, sealed bytes too", () => {
    put([appointment("Y1")]);
    fetch("Y1");
    const db = new Database(bench.file, { readonly: true });
    const piece = Buffer.from(
      db.prepare<[], Uint8Array>("SELECT body FROM prefetched_license").pluck().get()!,
    ).subarray(3, 43);
    db.close();
    expect(inFolder(piece)).not.toEqual([]);
    expect([value(storage.purgeAppointments(START + 30 * MINUTE + GRACE_MS)), inFolder(piece)]).toEqual([1, []]);
  });
});

test("retention: whenever it runs, exactly what is over is gone with everything fetched for it, and the audit counts it", () => {
  const midnight = Date.parse("2026-11-24T00:00:00+08:00");
  const time = fc.tuple(
    fc.integer({ min: -1, max: 1 }),
    fc.integer({ min: 0, max: 1_380 }),
    fc.integer({ min: 1, max: 60 }),
  );
  let run = 0;
  fc.assert(
    fc.property(
      fc.array(time, { maxLength: 8 }),
      fc.integer({ min: -1_500, max: 3_000 }),
      fc.boolean(),
      (times, minute, isDaily) => {
        run += 1;
        const now = midnight + minute * MINUTE;
        const all = times.map(([day, from, length], index) => {
          const begins = midnight + (day * 1_440 + from) * MINUTE;
          return appointment(`R${run}-${index}`, { from: begins, until: begins + length * MINUTE });
        });
        put(all);
        for (const one of all) {
          const found = list(one.from).find((stored) => stored.appointment.reference === one.reference);
          if (found) value(storage.putPrefetched(found.id, TYPE, ok([LICENSE]), []));
        }
        const gone = isDaily ? value(storage.purge(now)) : value(storage.purgeAppointments(now));
        const over = all.filter((one) => isOver(one, now));
        const left = all.filter((one) => !isOver(one, now));
        expect(gone).toBe(over.length);
        expect(
          list(now)
            .map((one) => one.appointment.reference)
            .sort(),
        ).toEqual(left.map((one) => one.reference).sort());
        expect([count("appointment"), count("prefetched_license"), count("prefetch")]).toEqual(
          Array(3).fill(left.length),
        );
        const row = { action: "appointments.deleted", why: "over", appointments: over.length, licenses: over.length };
        if (over.length > 0)
          expect(
            value(storage.auditEntries(0, 9_999))
              .map((e) => ({ action: e.action, ...e.detail }))
              .at(-1),
          ).toEqual(row);
        value(storage.deleteAppointments(undefined, "wang", now));
      },
    ),
    { numRuns: 25 },
  );
});
