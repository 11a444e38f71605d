/**
 * `npm run bench [-- --json] [-- --only WORD]`: the rows of the design's budget table that exist by now, as a table and as JSON
 * (.cache/bench.json). Figures of a shared machine are upper bounds; the load is printed beside them.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { root } from "../helpers/process/liangzheng.ts";
import { benchBatch } from "./batch.bench.ts";
import { benchDecoder } from "./decoder.bench.ts";
import { benchHid } from "./hid.bench.ts";
import { isRate, isWithinBudget, type Measurement } from "./measurement.ts";
import { benchReaders } from "./readers.bench.ts";
import { benchRevocation, benchSm2, benchSm3, benchTrustData, benchVerifyFile } from "./seal.bench.ts";
import { benchDecision, benchHistory, benchVerifyAudit } from "./storage.bench.ts";
import { benchColdStart, benchDrain, benchMemory, benchScan } from "./terminal.bench.ts";
import { benchTrustOpen } from "./trust-open.bench.ts";

const BENCHES: Readonly<Record<string, () => readonly Measurement[] | Promise<readonly Measurement[]>>> = {
  scan: () => benchScan(),
  hid: () => benchHid(),
  readers: () => benchReaders(),
  decoder: () => benchDecoder(),
  start: () => benchColdStart(),
  verify: () => benchVerifyFile(),
  batch: () => benchBatch(),
  sm2: () => benchSm2(),
  sm3: () => benchSm3(),
  decision: () => benchDecision(),
  drain: () => benchDrain(),
  memory: () => benchMemory(),
  trust: () => benchTrustData(),
  "trust-open": () => benchTrustOpen(),
  revocation: () => benchRevocation(),
  history: () => benchHistory(),
  audit: () => benchVerifyAudit(),
};

const isJson = process.argv.includes("--json");
const only = process.argv[process.argv.indexOf("--only") + 1];
const chosen = process.argv.includes("--only") ? [only ?? ""] : Object.keys(BENCHES);

const rows: Measurement[] = [];
for (const name of chosen) {
  const bench = BENCHES[name];
  if (!bench) {
    process.stderr.write(`no bench ${name}; there are ${Object.keys(BENCHES).join(", ")}\n`);
    process.exit(64);
  }
  process.stderr.write(`${name} …\n`);
  rows.push(...(await bench()));
}

const machine = { cores: cpus().length, model: cpus()[0]?.model ?? "", node: process.version, load: loadavg()[0] };
const report = {
  at: new Date().toISOString(),
  machine,
  rows: rows.map((row) => ({ ...row, isWithinBudget: isWithinBudget(row) })),
};
mkdirSync(join(root, ".cache"), { recursive: true });
writeFileSync(join(root, ".cache/bench.json"), `${JSON.stringify(report, undefined, 2)}\n`);
process.stdout.write(isJson ? `${JSON.stringify(report)}\n` : table());

function table(): string {
  const figure = (value: number) => (value >= 100 ? value.toFixed(0) : value.toFixed(1));
  const lines = rows.map((row) => {
    const peers = Object.entries(row.peers ?? {}).map(([name, value]) => `${name} ${figure(value)}`);
    const budget = `${isRate(row) ? "≥" : "≤"} ${row.budget} ${row.unit}`;
    const cells = [
      row.name,
      `${figure(row.p50)} / ${figure(row.p95)} ${row.unit}`,
      budget,
      isWithinBudget(row) ? "✓" : "✗",
      peers.join(", "),
    ];
    return `| ${cells.join(" | ")} |`;
  });
  const head = `${machine.cores} cores, ${machine.model}, Node ${machine.node}, load ${machine.load?.toFixed(1)}\n`;
  return `${head}\n| what | p50 / p95 | budget | | others, same work |\n|---|---|---|---|---|\n${lines.join("\n")}\n`;
}
