/**
 * Times of the storage on this disk: one durable decision, closing a case, history over a million cases, checking the audit
 * chain. Each function makes its own folder under the system's temporary one and removes it.
 */
import Database from "better-sqlite3";
import { closing, createBench, decision, draft, START, value } from "../integration/storage-sample.ts";
import { type Measurement, measurement, timeOf } from "./measurement.ts";

/** State, use, outbox and audit in one transaction with `synchronous=FULL`; and the closing, which also empties the log. */
export function benchDecision(cases = 500): readonly Measurement[] {
  const bench = createBench();
  try {
    const storage = bench.open();
    const decisions: number[] = [];
    const closings: number[] = [];
    for (let at = 0; at < cases; at++) {
      const bodies = [{ licenseId: "L1", bytes: new Uint8Array(50_000) }];
      value(storage.commit({ ...decision(`c${at}`), bodies }));
      decisions.push(timeOf(() => value(storage.commit(decision(`c${at}`, "m2")))));
      closings.push(timeOf(() => value(storage.commit(closing(`c${at}`)))));
    }
    storage.close();
    return [
      measurement("one durable decision", "ms", 15, decisions),
      measurement("closing a case, log emptied", "ms", 15, closings),
    ];
  } finally {
    bench.remove();
  }
}

const SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";

/** Fills history in SQLite itself: matters of uneven frequency, one case every 90 seconds. */
function fillHistory(file: string, cases: number): void {
  const db = new Database(file);
  db.pragma("synchronous = OFF");
  db.pragma("cache_size = -200000");
  const indexes = db
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'history' AND sql IS NOT NULL",
    )
    .all();
  for (const { name } of indexes) db.exec(`DROP INDEX ${name}`);
  db.exec(`
    BEGIN;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
    INSERT INTO matter_name SELECT i, 'M-' || i,
      CASE i % 6 WHEN 0 THEN '居住证' WHEN 1 THEN '营业执照' WHEN 2 THEN '卫生许可' WHEN 3 THEN '社保登记'
        WHEN 4 THEN '不动产' ELSE '婚姻登记（王牌）' END || '事项办理' || char(65 + i / 26, 65 + i % 26) FROM n;
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${cases})
    INSERT INTO history SELECT i, printf('c-%08d', i),
      CASE WHEN i % 9 = 0 THEN 'A' ELSE '' END
        || strftime('%Y%m%d', ${START / 1000} - (${cases} - i) * 90, 'unixepoch') || printf('-%02d-%04d', i % 9, i % 1000),
      1 + (abs(random()) % 300) * (abs(random()) % 300) / 300, 'clerk' || (i % 20),
      ${START} - (${cases} - i) * 90000 - 300000, ${START} - (${cases} - i) * 90000, 'submitted', NULL,
      substr('${SURNAMES}', 1 + i * 7 % 32, 1) || '*' || substr('明华强芳娜伟敏静丽洋', 1 + i * 3 % 10, 1),
      printf('3200**********%04d', i % 10000), randomblob(32), 4, 3 FROM n;
    COMMIT;`);
  for (const { sql } of indexes) db.exec(sql);
  db.close();
}

const SEARCHES: readonly (readonly [name: string, text: string])[] = [
  ["first page", ""],
  ["case number, one day", "20261101"],
  ["case number, most cases", "20"],
  ["matter, a sixth of the cases", "居住证"],
  ["matter, every case", "办理"],
  ["surname", "张"],
  ["surname that a sixth of the matters share", "王"],
  ["case number that some matters share", "A"],
  ["masked name", "张*明"],
  ["identity number", "320099199001010014"],
  ["nothing found", "没有这样的事项"],
];

export function benchHistory(cases = 1_000_000, runs = 15): readonly Measurement[] {
  const bench = createBench();
  try {
    bench.open().close();
    fillHistory(bench.file, cases);
    const storage = bench.open();
    value(storage.commit(closing("wanted")));
    const results = SEARCHES.map(([name, text]) => {
      const search = (): unknown => value(storage.history({ text, limit: 50, offset: 0 }));
      search();
      return measurement(
        `history of ${cases}: ${name}`,
        "ms",
        150,
        Array.from({ length: runs }, () => timeOf(search)),
      );
    });
    const year = { from: START - 365 * 86_400_000, to: START };
    const within = Array.from({ length: runs }, () =>
      timeOf(() => value(storage.history({ ...year, text: "居住证", limit: 50, offset: 200 }))),
    );
    const day = Array.from({ length: runs }, () => timeOf(() => value(storage.dayCounts(START - 86_400_000, START))));
    storage.close();
    const reopened = timeOf(() => bench.open().close());
    const db = new Database(bench.file);
    db.exec("INSERT INTO run VALUES ('killed', 0, 0)");
    db.close();
    const checked = timeOf(() => bench.open().close());
    return [
      ...results,
      measurement(`history of ${cases}: matter within a year, fifth page`, "ms", 150, within),
      measurement(`counts of a day among ${cases}`, "ms", 50, day),
      measurement(`open and close with ${cases} cases`, "ms", 1_000, [reopened]),
      measurement(`the same after an unclean exit, file checked`, "ms", 5_000, [checked]),
    ];
  } finally {
    bench.remove();
  }
}

/** The whole chain, row by row. R12 of the targets: a million rows in 30 s, so a hundred thousand in 3 s. */
export function benchVerifyAudit(rows = 100_000): readonly Measurement[] {
  const bench = createBench();
  try {
    const storage = bench.open();
    const detail = { kind: "exempted", revision: 1, face: "valid" };
    for (let at = 0; at < rows; at += 5_000) {
      const audit = Array.from({ length: 5_000 }, (_, i) =>
        draft("material.decided", { caseId: `case-${at + i}`, materialId: "m1", detail }),
      );
      value(storage.commit({ audit }));
    }
    const times = Array.from({ length: 3 }, () =>
      timeOf(() => {
        if (!value(storage.verifyAudit()).ok) throw new Error("the chain does not verify");
      }),
    );
    storage.close();
    return [measurement(`check of ${rows} audit rows`, "ms", (rows / 1_000_000) * 30_000, times)];
  } finally {
    bench.remove();
  }
}
