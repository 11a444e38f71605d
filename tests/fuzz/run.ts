/**
 * `npm run fuzz [-- --minutes N --rounds N --seed S --only NAME --json]`: every reader of outside bytes against mutated inputs, each
 * in a watched thread. Without --minutes each target gets its rounds; with it, they share the time. Exit 0 when nothing was found.
 */
import { parseArgs } from "node:util";
import { runTarget, type TargetResult } from "./parsers/run-target.ts";
import { TARGETS } from "./parsers/targets.ts";

/** Together well over 100,000. */
const ROUNDS = 10_000;
const MEMORY_MB = 512;
/** Targets side by side. */
const LANES = 2;

function readOptions() {
  const text = { type: "string" } as const;
  const options = { minutes: text, rounds: text, seed: text, only: text, json: { type: "boolean" } } as const;
  const { values } = parseArgs({ options, strict: true });
  const number = (name: "minutes" | "rounds" | "seed") => {
    const value = values[name] === undefined ? undefined : Number(values[name]);
    if (value !== undefined && !(value >= 0)) throw new Error(`--${name} takes a number`);
    return value;
  };
  const targets = values.only === undefined ? Object.keys(TARGETS) : values.only.split(",");
  const unknown = targets.find((target) => !TARGETS[target]);
  if (unknown !== undefined) throw new Error(`no target ${unknown}; there are ${Object.keys(TARGETS).join(", ")}`);
  const minutes = number("minutes");
  return {
    targets,
    minutes,
    rounds: number("rounds") ?? (minutes === undefined ? ROUNDS : 2 ** 30),
    seed: Math.trunc(number("seed") ?? Date.now() % 1_000_000),
    isJson: values.json === true,
  };
}

function table(results: readonly TargetResult[]): string {
  const rows = results.map(({ target, done, taken, slowestMs, ms, findings }) => {
    const perSecond = Math.round((done / Math.max(1, ms)) * 1000);
    return `| ${target} | ${done} | ${taken} | ${slowestMs.toFixed(0)} ms | ${perSecond}/s | ${findings.length || "–"} |`;
  });
  return ["| target | inputs | taken | slowest | rate | findings |", "|---|---|---|---|---|---|", ...rows].join("\n");
}

async function main(): Promise<number> {
  const { targets, minutes, rounds, seed, isJson } = readOptions();
  process.stderr.write(`fuzz: --seed ${seed}\n`);
  const results: TargetResult[] = [];
  const waiting = [...targets];
  const lane = async () => {
    for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) {
      const share = ((minutes ?? 0) * 60_000 * LANES) / Math.max(LANES, targets.length);
      const until = minutes === undefined ? Number.MAX_SAFE_INTEGER : Date.now() + share;
      results.push(await runTarget({ target, seed, rounds, until }));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const peakMb = Math.round(process.resourceUsage().maxRSS / 1024);
  const findings = results.flatMap(({ target, findings }) => findings.map((one) => ({ target, ...one })));
  if (isJson) process.stdout.write(`${JSON.stringify({ seed, peakMb, results })}\n`);
  else {
    const total = results.reduce((sum, { done }) => sum + done, 0);
    process.stdout.write(`${table(results)}\n\n${total} inputs, seed ${seed}, at most ${peakMb} MB\n`);
    for (const { target, kind, round, what, file } of findings)
      process.stdout.write(`\n${target}: ${kind} in round ${round} of seed ${seed}, kept as ${file}\n${what}\n`);
  }
  if (peakMb > MEMORY_MB) process.stderr.write(`more than ${MEMORY_MB} MB\n`);
  return findings.length === 0 && peakMb <= MEMORY_MB ? 0 : 1;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 64;
  },
);
