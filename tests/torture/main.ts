/** `npm run torture -- NAME [--count N] [--seed S] [--json]`: exit 0 when nothing was found, 1 when something was, 64 for a wrong call. */
import { parseArgs } from "node:util";
import { audit, chain } from "./audit.ts";
import { faults } from "./faults.ts";
import { kill } from "./kill.ts";
import { network } from "./network.ts";
import { outage } from "./outage.ts";
import { power } from "./power.ts";
import { privacy } from "./privacy.ts";
import { soak } from "./soak.ts";
import type { Torture } from "./torture.ts";

const TORTURES: Readonly<Record<string, Torture>> = {
  kill,
  power,
  faults,
  network,
  outage,
  audit,
  chain,
  soak,
  privacy,
};

function readOptions() {
  const text = { type: "string" } as const;
  const { values, positionals } = parseArgs({
    options: { count: text, seed: text, json: { type: "boolean" } },
    allowPositionals: true,
  });
  const [name = ""] = positionals;
  const torture = TORTURES[name];
  if (!torture || positionals.length > 1) {
    const list = Object.entries(TORTURES).map(([word, { what, count }]) => `  ${word} – ${what} (${count})`);
    throw new Error(`torture NAME [--count N] [--seed S] [--json]\n${list.join("\n")}`);
  }
  const number = (given: string | undefined, otherwise: number) => {
    const found = given === undefined ? otherwise : Number(given);
    if (!Number.isInteger(found) || found < 0) throw new Error(`${given} is not a whole number`);
    return found;
  };
  const seed = number(values.seed, Date.now() % 1_000_000);
  return { name, torture, count: number(values.count, torture.count), seed, isJson: values.json === true };
}

async function main(): Promise<number> {
  const { name, torture, count, seed, isJson } = readOptions();
  process.stderr.write(`${name}: --count ${count} --seed ${seed}\n`);
  const started = performance.now();
  const note = (text: string) => void process.stderr.write(`${text}\n`);
  const { figures, findings } = await torture.run({ count, seed, note });
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  if (isJson) process.stdout.write(`${JSON.stringify({ name, count, seed, seconds, figures, findings })}\n`);
  else {
    for (const [what, figure] of Object.entries(figures)) process.stdout.write(`${what}: ${figure}\n`);
    for (const finding of findings) process.stdout.write(`FOUND ${finding}\n`);
    process.stdout.write(`${name}: ${findings.length} findings in ${count} rounds, ${seconds} s, seed ${seed}\n`);
  }
  return findings.length === 0 ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(64);
  },
);
