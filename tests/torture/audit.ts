/** The audit chain, changed at random: each change must be found. And a chain of a million rows, checked against the clock. */
import Database from "better-sqlite3";
import { toHex } from "../../electron/seal/hex.ts";
import { createAuditChain } from "../../electron/storage/audit-chain.ts";
import { verifyChain } from "../../electron/storage/audit-verification.ts";
import { fileKeyRing } from "../../electron/storage/file-key-ring.ts";
import { loadKeys } from "../../electron/storage/keys.ts";
import { createSealer } from "../../electron/storage/sealing.ts";
import { seededRandom } from "../fuzz/random.ts";
import {
  type Bench,
  createBench,
  draft,
  START,
  signedCheckpoint,
  TERMINAL_KEY,
  value,
} from "../integration/storage-sample.ts";
import { type Ground, MUTATIONS } from "./audit-mutations.ts";
import { createFindings, type Torture } from "./torture.ts";

const ROWS = 60;
const CHECKPOINT_EVERY = 25;
const LIMIT_S = 30;

export const audit: Torture = {
  what: "changes of the audit chain at random; every one is found",
  count: 10_000,
  async run({ count, seed, note }) {
    const findings = createFindings();
    const benches = [filledBench("c", START), filledBench("d", START + 1)] as const;
    const ground = groundOf(benches[0], benches[1]);
    const check = checkerOf(ground.db, benches[0]);
    const random = seededRandom(seed);
    const found: Record<string, number> = {};
    findings.require(check() === undefined, "the chain is not whole to begin with");
    for (let round = 0; round < count; round += 1) {
      if (round > 0 && round % 2_000 === 0) note(`${round} of ${count}`);
      const kind = random.pick(Object.keys(MUTATIONS));
      ground.db.exec("BEGIN");
      const what = MUTATIONS[kind]?.(ground, random);
      const problem = check();
      ground.db.exec("ROLLBACK");
      findings.require(problem !== undefined, `round ${round}, ${kind}: ${what}`);
      if (problem) found[kind] = (found[kind] ?? 0) + 1;
    }
    findings.require(check() === undefined, "the chain is not whole any more at the end");
    ground.db.close();
    for (const bench of benches) bench.remove();
    return { figures: found, findings: findings.all };
  },
};

/** @param now of the announcement of its key, which is else the same in all */
function filledBench(name: string, now: number): Bench {
  const bench = createBench();
  const storage = bench.open({ now: () => now });
  const { privateKey, publicKey } = TERMINAL_KEY;
  value(storage.takeTerminalKey({ secret: "key", privateKey, publicKey: toHex(publicKey) }));
  const detail = { kind: "exempted", revision: 1, fresh: true };
  const about = (at: number) => ({ caseId: `${name}${at}`, materialId: "m1", detail });
  value(storage.commit({ audit: Array.from({ length: ROWS - 1 }, (_, at) => draft("material.decided", about(at))) }));
  for (let seq = CHECKPOINT_EVERY; seq <= ROWS; seq += CHECKPOINT_EVERY) {
    const [entry] = value(storage.auditEntries(seq - 1, 1));
    if (entry) value(storage.putCheckpoint(signedCheckpoint({ seq, hash: entry.hash, at: entry.at })));
  }
  storage.close();
  return bench;
}

function groundOf(bench: Bench, other: Bench): Ground {
  const db = new Database(bench.file);
  const triggers = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all();
  for (const name of triggers) db.exec(`DROP TRIGGER ${name}`);
  const theirs = new Database(other.file, { readonly: true });
  const foreign = theirs.prepare<[], Ground["foreign"][number]>("SELECT * FROM audit ORDER BY seq").all();
  theirs.close();
  return { db, rows: ROWS, foreign };
}

/** What is wrong with the chain, undefined when nothing is. */
function checkerOf(db: Database.Database, bench: Bench): () => string | undefined {
  const chain = createAuditChain(db, createSealer(loadKeys(db, fileKeyRing(bench.keyFile))), "T-01");
  return () => {
    const steps = verifyChain(chain);
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value.ok ? undefined : step.value.problem;
    }
  };
}

export const chain: Torture = {
  what: `an audit chain of so many rows, checked within ${LIMIT_S} s`,
  count: 1_000_000,
  async run({ count, note }) {
    const bench = createBench();
    try {
      const storage = bench.open();
      const detail = { kind: "exempted", revision: 1, face: "valid" };
      const batch = Math.min(10_000, count);
      for (let at = 0; at < count; at += batch) {
        if (at > 0 && at % 100_000 === 0) note(`${at} of ${count} rows written`);
        const rows = Array.from({ length: Math.min(batch, count - at) }, (_, one) =>
          draft("material.decided", { caseId: `case-${at + one}`, materialId: "m1", detail }),
        );
        value(storage.commit({ audit: rows }));
      }
      const started = performance.now();
      const checked = value(storage.verifyAudit());
      const seconds = Math.round(performance.now() - started) / 1000;
      storage.close();
      const findings = createFindings();
      findings.require(checked.ok && checked.rows === count, `the chain does not verify: ${JSON.stringify(checked)}`);
      findings.require(seconds <= LIMIT_S, `${seconds} s for ${count} rows`);
      return { figures: { rows: checked.rows, "seconds of checking": seconds }, findings: findings.all };
    } finally {
      bench.remove();
    }
  },
};
