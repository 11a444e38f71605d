/**
 * SIGKILL at random moments: in the middle of decisions, migrations, switches of trust data, backups, and of the whole host at
 * work. After each kill everything that was acknowledged must be there, nothing half, the file sound and the audit chain whole.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { flushCompileCache } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { type Random, seededRandom } from "../fuzz/random.ts";
import { backupScene } from "./kill/backup.ts";
import { decisionsScene } from "./kill/decisions.ts";
import { hostScene } from "./kill/host.ts";
import { migrationScene } from "./kill/migration.ts";
import type { Line, Scene, Subject } from "./kill/scene.ts";
import { trustScene } from "./kill/trust.ts";
import { createFindings, type Findings, type Torture, type TortureOptions } from "./torture.ts";

const CHILD = fileURLToPath(new URL("./kill/child.ts", import.meta.url));
/** Twice the cores of a small machine: half of a child's life it is waited for. */
const LANES = 4;
/** A scene starts anew after so many kills: checking what has grown costs more than it finds. */
const KILLS_PER_SUBJECT = 40;

/** Eleven to one: a host takes longer to start than all the others. */
const SMALL: readonly Scene[] = [decisionsScene, backupScene, decisionsScene, migrationScene, trustScene];
const SCENES: readonly Scene[] = [...SMALL, decisionsScene, ...SMALL, hostScene];

export const kill: Torture = {
  what: "SIGKILL at random moments; nothing acknowledged is lost",
  count: 1_000,
  run: (options) => killIn(SCENES, options),
};

/** The scenes in turn, some children at a time. */
export async function killIn(scenes: readonly Scene[], { count, seed, note }: TortureOptions) {
  flushCompileCache();
  const findings = createFindings();
  const tally = new Map<string, { kills: number; acknowledged: number }>();
  let started = 0;
  const lane = async (number: number) => {
    const random = seededRandom(seed + number);
    const keeper = createSubjects();
    for (let turn = number; started < count; turn += 1) {
      started += 1;
      if (started % 100 === 0) note(`${started} of ${count}`);
      const scene = scenes[turn % scenes.length] as Scene;
      const { subject, round } = await keeper.next(scene);
      const lines = await killOne(subject, round, random, findings);
      await subject.inspect(lines, findings);
      const { kills = 0, acknowledged = 0 } = tally.get(scene.name) ?? {};
      tally.set(scene.name, { kills: kills + 1, acknowledged: acknowledged + lines.length });
    }
    await keeper.remove();
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  const figures = [...tally].map(([name, { kills, acknowledged }]) => [
    name,
    `${kills} kills, ${acknowledged} acknowledged`,
  ]);
  return { figures: Object.fromEntries(figures), findings: findings.all };
}

/** One subject of each scene, exchanged for a new one when it is worn out. */
function createSubjects() {
  const held = new Map<Scene, { subject: Subject; round: number }>();
  return {
    async next(scene: Scene) {
      const last = held.get(scene);
      const isWornOut = last?.round === KILLS_PER_SUBJECT - 1;
      if (isWornOut) await last.subject.remove();
      const next = last && !isWornOut ? { ...last, round: last.round + 1 } : { subject: await scene.start(), round: 0 };
      held.set(scene, next);
      return next;
    },
    async remove() {
      for (const { subject } of held.values()) await subject.remove();
    },
  };
}

/** Lets a child work and kills it: while it starts (every fourth), else somewhere in its work. Returns what it was told. */
async function killOne(subject: Subject, round: number, random: Random, findings: Findings): Promise<readonly Line[]> {
  const child = spawn(process.execPath, [CHILD, ...subject.args(round)], { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  let complaint = "";
  child.stderr.on("data", (chunk) => {
    complaint += chunk;
  });
  const ready = new Promise<void>((resolve) => {
    child.stdout.on("data", (chunk) => {
      output += chunk;
      if (output.includes("ready")) resolve();
    });
  });
  const exited = once(child, "close");
  if (round % 4 === 3) {
    await Promise.race([sleep(subject.startMs / 2 + random.below(subject.startMs)), ready, exited]);
  } else {
    await Promise.race([ready, exited]);
    await sleep(random.below(subject.workMs * 100) / 100);
  }
  child.kill("SIGKILL");
  await exited;
  findings.require(complaint === "", `the child complains: ${complaint.slice(0, 500)}`);
  const complete = output.slice(0, output.lastIndexOf("\n") + 1).trim();
  const lines: readonly Line[] = complete === "" ? [] : complete.split("\n").map((line) => JSON.parse(line));
  return lines.filter((line) => !("ready" in line));
}
