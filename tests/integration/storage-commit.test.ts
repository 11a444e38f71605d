import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { SyncStorage } from "../../electron/storage/sync-storage.ts";
import {
  type Bench,
  closedCase,
  closing,
  createBench,
  decision,
  delivery,
  draft,
  interrupted,
  licenseUse,
  START,
  value,
} from "./storage-sample.ts";

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

function reopen(): SyncStorage {
  storage.close();
  storage = bench.open();
  return storage;
}

function raw<T>(sql: string): T[] {
  const db = new Database(bench.file);
  try {
    return db.prepare<[], T>(sql).all();
  } finally {
    db.close();
  }
}

describe("one step of the counter", () => {
  test("a case comes back as it was", () => {
    storage.commit(decision("c1"));
    expect(value(reopen().interruptedCase())).toEqual(interrupted("c1"));
  });

  test("the last snapshot of a case is the one that comes back", () => {
    storage.commit(decision("c1"));
    storage.commit({ open: { ...interrupted("c1"), phase: "submitting" }, audit: [] });
    expect(value(reopen().interruptedCase())?.phase).toBe("submitting");
  });

  test("a license body comes back byte for byte", () => {
    const bytes = Uint8Array.from({ length: 300_000 }, (_, at) => at * 7);
    storage.commit({ ...decision("c1"), bodies: [{ licenseId: "L1", bytes }] });
    expect(value(reopen().licenseBody("c1", "L1"))).toEqual(bytes);
  });

  test("a body that nobody stored is absent", () => {
    expect(value(storage.licenseBody("c1", "L1"))).toBeUndefined();
  });

  test("a step answers the number of its last audit entry", () => {
    storage.commit(decision("c1"));
    const audit = [draft("license.viewed"), draft("license.revealed")];
    expect(value(storage.commit({ audit })).auditSeq).toBe(3);
  });

  test("a step without audit answers the number of the entry before", () => {
    storage.commit(decision("c1"));
    expect(value(storage.commit({ audit: [] })).auditSeq).toBe(1);
  });

  test("closing leaves history and takes snapshot and bodies", () => {
    storage.commit({ ...decision("c1"), bodies: [{ licenseId: "L1", bytes: Uint8Array.of(1) }] });
    storage.commit(closing("c1"));
    const rest = [value(storage.interruptedCase()), value(storage.licenseBody("c1", "L1"))];
    expect({ rest, history: value(storage.history({ limit: 9, offset: 0 })).total }).toEqual({
      rest: [undefined, undefined],
      history: 1,
    });
  });

  test("closing twice is one case in the history", () => {
    storage.commit(decision("c1"));
    storage.commit(closing("c1"));
    storage.commit(closing("c1"));
    expect(value(storage.history({ limit: 9, offset: 0 })).total).toBe(1);
  });

  test("a case that was never saved can be closed", () => {
    expect(storage.commit(closing("c9")).ok).toBe(true);
  });

  test("the next case may open in the step that closes the last one", () => {
    storage.commit(decision("c1"));
    storage.commit({ ...closing("c1"), open: interrupted("c2") });
    expect(value(storage.interruptedCase())?.file.id).toBe("c2");
  });

  test("a second case of one clerk is a bug and leaves the first", () => {
    storage.commit(decision("c1"));
    expect(() => storage.commit(decision("c2"))).toThrow("while case c1 of the same clerk is open");
    expect(value(storage.interruptedCase())?.file.id).toBe("c1");
  });

  test("cases of several clerks wait beside each other, each for the one who opened it", () => {
    const [mine, theirs] = [interrupted("c1"), interrupted("c2")];
    const file = { ...theirs.file, openedBy: { ...theirs.file.openedBy, account: "li" } };
    storage.commit({ open: mine, audit: [] });
    storage.commit({ open: { ...theirs, file }, audit: [] });
    const found = ["wang", "li", "zhao"].map((account) => value(storage.interruptedCase(account))?.file.id);
    expect(found).toEqual(["c1", "c2", undefined]);
    expect(raw<{ snapshot: Uint8Array }>("SELECT snapshot FROM open_case").map(String).join()).not.toContain("wang");
  });

  test("forgotten is what nobody has gone on with since", () => {
    storage.commit({ open: interrupted("c1"), audit: [] });
    const ids = (before: number) => value(storage.forgottenCases(before)).map(({ file }) => file.id);
    expect([ids(START), ids(START + 2 * 86_400_000)]).toEqual([[], ["c1"]]);
  });

  test("saving and closing one case in one step is a bug", () => {
    expect(() => storage.commit({ ...closing("c1"), open: interrupted("c1") })).toThrow("saved and closed");
  });

  test("a step that breaks half way leaves nothing behind", () => {
    storage.commit(decision("c1"));
    const before = [value(storage.auditHead()), value(storage.outboxCounts()), value(storage.interruptedCase())];
    const step = {
      open: { ...interrupted("c1"), phase: "submitting" as const },
      uses: [licenseUse("c1", { materialId: "m2" })],
      deliveries: [delivery("c1", "m2"), delivery("c1", "m1", { body: "another" })],
      audit: [draft("material.decided")],
    };
    expect(() => storage.commit(step)).toThrow("used again for another body");
    expect([value(storage.auditHead()), value(storage.outboxCounts()), value(storage.interruptedCase())]).toEqual(
      before,
    );
    expect(raw<{ n: number }>("SELECT count(*) AS n FROM license_use")).toEqual([{ n: 1 }]);
  });

  test("a use is kept as it was given", () => {
    storage.commit({ ...decision("c1"), uses: [licenseUse("c1", { reason: "r", licenseIdentifier: "1.2.156" })] });
    expect(raw("SELECT * FROM license_use")).toEqual([
      {
        id: 1,
        case_id: "c1",
        material_id: "m1",
        revision: 1,
        kind: "exempted",
        license_type: "11100000000013127D001",
        license_identifier: "1.2.156",
        face: "valid",
        reason: "r",
        recheck_required: 0,
        at: START,
        clerk: "wang",
      },
    ]);
  });

  test("the same revision of a decision twice is a bug", () => {
    storage.commit(decision("c1"));
    expect(() => storage.commit({ uses: [licenseUse("c1")], audit: [] })).toThrow("UNIQUE");
  });

  test("history without a person keeps none", () => {
    const { personName: _, personNumber: __, personNumberToHash: ___, ...nobody } = closedCase("c1");
    storage.commit({ close: nobody, audit: [] });
    expect(value(storage.history({ limit: 1, offset: 0 })).cases[0]).toEqual({
      ...nobody,
      undelivered: 0,
      rechecks: [],
    });
  });
});

describe("the clock and the settings", () => {
  test("the highest time seen is raised by a step and never lowered", () => {
    let now = START;
    storage.close();
    storage = bench.open({ now: () => now });
    storage.commit({ audit: [] });
    now = START - 1_000;
    storage.commit({ audit: [] });
    expect(value(storage.highestTimeSeen())).toBe(START);
  });

  test("a setting comes back, a missing one is absent, undefined takes it away", () => {
    storage.putSetting("endpoint", { url: "https://example.invalid", retries: [1, 2] });
    const kept = value(reopen().setting("endpoint"));
    storage.putSetting("endpoint", undefined);
    expect([kept, value(storage.setting("endpoint")), value(storage.setting("other"))]).toEqual([
      { url: "https://example.invalid", retries: [1, 2] },
      undefined,
      undefined,
    ]);
  });

  test("a secret comes back", () => {
    storage.putSecret("signing-key", Uint8Array.of(1, 2, 3));
    expect(value(reopen().secret("signing-key"))).toEqual(Uint8Array.of(1, 2, 3));
  });

  test("users come back in order, the last version of each", () => {
    const user = { account: "wang", name: "王", role: "clerk", salt: "s", hash: "h", cost: 15, failures: 0 } as const;
    storage.putUser(user);
    storage.putUser({ ...user, account: "li" });
    storage.putUser({ ...user, failures: 3, lockedUntil: 5 });
    expect(value(reopen().users())).toEqual([
      { ...user, account: "li" },
      { ...user, failures: 3, lockedUntil: 5 },
    ]);
  });

  test("what the province acknowledged is kept apart from the chain", () => {
    storage.commit({ audit: [draft("terminal.started"), draft("terminal.stopped")] });
    storage.putAuditUploaded(1);
    const pending = value(storage.outboxCounts()).auditPending;
    storage.putAuditUploaded(0);
    expect([pending, value(storage.auditUploaded())]).toEqual([1, 0]);
  });
});
