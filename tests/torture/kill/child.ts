/** The process that is killed: does one kind of work for ever, and says on standard output what it was told is durable. */
import { writeSync } from "node:fs";
import { backUpForEver } from "./backup-work.ts";
import { decideForEver } from "./decisions-work.ts";
import { serveForEver } from "./host-work.ts";
import { migrateOnce } from "./migration-work.ts";
import { switchTrustForEver } from "./trust-work.ts";

export type Say = (line: unknown) => void;

/** A line is whole in the pipe before the next step: what was said was said. */
const say: Say = (line) => void writeSync(1, `${JSON.stringify(line)}\n`);

const WORKS: Readonly<Record<string, (say: Say, place: string, round: string) => unknown>> = {
  decisions: decideForEver,
  backup: backUpForEver,
  host: serveForEver,
  migration: migrateOnce,
  trust: switchTrustForEver,
};

const [work = "", place = "", round = ""] = process.argv.slice(2);
await WORKS[work]?.(say, place, round);
