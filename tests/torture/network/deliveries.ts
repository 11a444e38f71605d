/**
 * Deliveries over a line that loses acknowledgements: before the platform has read the request, after it has worked, in the middle
 * of its answer, or so late that the terminal has given up; and requests that arrive twice. The terminal's own outbox, storage and
 * clients against the training province's platform; its journal says afterwards what was taken, and how often.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { drainDeliveries } from "../../../electron/app/delivery/outbox.ts";
import type { AcceptancePlatform } from "../../../electron/app/ports/province.ts";
import type { Storage } from "../../../electron/app/ports/storage.ts";
import { startTraining, type TrainingSetup } from "../../../electron/host/training-setting.ts";
import { createProvince } from "../../../electron/province/province.ts";
import { startStorage } from "../../../electron/storage/storage-client.ts";
import { sourceEntries } from "../../helpers/host/open-test-host.ts";
import { queuedDecision } from "../../helpers/host/queued-decision.ts";
import { value } from "../../integration/storage-sample.ts";
import type { Findings } from "../torture.ts";

const SHARE = 0.3;
const DEADLINES = { connectMs: 1_000, idleMs: 100, totalMs: 100, fileTotalMs: 1_000 };
/** Beyond the deadline: the terminal asks while the platform still works. */
const LATE_MS = 160;
const PER_CASE = 4;
const AT_ONCE = 200;

export interface DeliveryFigures {
  readonly lost: number;
  readonly repeated: number;
  readonly seconds: number;
}

export async function deliveries(
  count: number,
  findings: Findings,
  note: (text: string) => void,
): Promise<DeliveryFigures> {
  const folder = mkdtempSync(join(tmpdir(), "torture-network-"));
  const training = await startTraining({ dataDir: join(folder, "province"), worker: sourceEntries.trainingWorker });
  const file = join(folder, "terminal.sqlite");
  const storage = value(await startStorage({ file, terminalId: "LX07", workerUrl: sourceEntries.storageWorker }));
  try {
    await queue(storage, count);
    await control(training, { family: "acceptance", fault: { kind: "lossy", share: SHARE, lateMs: LATE_MS } });
    const started = performance.now();
    const figures = await drain(storage, training, count, note);
    await storage.close();
    compare(join(folder, "province", "accepted-materials.jsonl"), file, count, findings);
    return { ...figures, seconds: Math.round((performance.now() - started) / 1000) };
  } finally {
    await storage.close();
    await training.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function control({ baseUrl }: TrainingSetup, order: object): Promise<void> {
  await fetch(`${baseUrl}/training/misbehave`, { method: "POST", body: JSON.stringify(order) });
}

async function queue(storage: Storage, count: number): Promise<void> {
  const all = Array.from({ length: count }, (_, index) =>
    queuedDecision(`T-${Math.floor(index / PER_CASE)}`, `m${index % PER_CASE}`),
  );
  for (let from = 0; from < count; from += AT_ONCE) {
    value(await storage.commit({ deliveries: all.slice(from, from + AT_ONCE), audit: [] }));
  }
}

/** Drains until nothing waits; between two drains the waits are over. */
async function drain(storage: Storage, training: TrainingSetup, count: number, note: (text: string) => void) {
  const province = createProvince({ ...training.setting.province, deadlines: DEADLINES }, { now: Date.now });
  const counted = { lost: 0, repeated: 0 };
  const platform = countedPlatform(province.acceptance, counted);
  const clock = { aheadMs: 0, now: () => Date.now() + clock.aheadMs };
  const signal = new AbortController().signal;
  let delivered = 0;
  let said = 0;
  try {
    while (delivered < count) {
      const round = await drainDeliveries({
        ...{ storage, platform, clock, random: Math.random, signal },
        onSettled: (_, outcome) => {
          if (outcome.state === "refused") throw new Error(`refused: ${outcome.fault.code}`);
        },
      });
      delivered += round.delivered;
      clock.aheadMs += 600_000;
      if (delivered - said < count / 20) continue;
      note(`${delivered} delivered, ${counted.lost} answers lost on the way`);
      said = delivered;
    }
  } finally {
    province.close();
  }
  return counted;
}

function countedPlatform(
  platform: AcceptancePlatform,
  counted: { lost: number; repeated: number },
): AcceptancePlatform {
  return {
    async deliver(key, body, signal) {
      const answer = await platform.deliver(key, body, signal);
      if (!answer.ok) counted.lost += 1;
      else if (answer.value.isDuplicate) counted.repeated += 1;
      return answer;
    },
    find: (key, signal) => platform.find(key, signal),
  };
}

interface Taken {
  readonly key: string;
  readonly caseNo: string;
  readonly materialId: string;
  readonly receiptNo: string;
}

/** The platform's journal against what was queued and against the terminal's own book. */
function compare(journal: string, database: string, count: number, findings: Findings): void {
  const taken = readFileSync(journal, "utf8")
    .trimEnd()
    .split("\n")
    .map((line): Taken => JSON.parse(line));
  const byPlace = Map.groupBy(taken, ({ caseNo, materialId }) => `${caseNo}/${materialId}`);
  const twice = [...byPlace.values()].filter((records) => records.length > 1).length;
  findings.require(twice === 0, `${twice} decisions were taken more than once`);
  findings.require(byPlace.size === count, `${count - byPlace.size} of ${count} decisions never arrived`);
  const order = [...Map.groupBy(taken, ({ caseNo }) => caseNo).values()];
  const mixed = order.filter((records) => records.some(({ materialId }, index) => materialId !== `m${index}`)).length;
  findings.require(mixed === 0, `${mixed} cases arrived in another order`);
  const receipts = new Map(taken.map(({ key, receiptNo }) => [key, receiptNo]));
  const db = new Database(database, { readonly: true });
  const rows = db.prepare("SELECT key, state, receipt_no FROM outbox").all() as Record<string, string>[];
  db.close();
  const wrong = rows.filter(
    (row) => row["state"] !== "delivered" || receipts.get(row["key"] ?? "") !== row["receipt_no"],
  );
  findings.require(wrong.length === 0, `${wrong.length} decisions are booked otherwise than the platform has them`);
}
