/** Options of a command through `node:util`; an unknown or malformed one is a usage error with a sentence. */
import { type ParseArgsConfig, parseArgs } from "node:util";
import { readTextTime } from "../seal/ses/text-time.ts";
import { UsageError } from "./command.ts";

type Options = NonNullable<ParseArgsConfig["options"]>;

export function readArguments<const O extends Options>(args: readonly string[], options: O) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

export function wholeNumber(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`--${name} takes a whole number`);
  return Number(text);
}

const TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2})(:\d{2}(?:\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})?)?$/;

/**
 * ISO 8601, in China where no zone is named, whatever the machine's is; a day alone means its end, so that everything of that day
 * has happened. @throws {UsageError} also for a day that does not exist
 */
export function instantOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const [, day, minutes = "23:59", seconds = text.length === 10 ? ":59" : ":00", zone = ""] = TIME.exec(text) ?? [];
  const at = day === undefined ? undefined : readTextTime(`${day} ${minutes}${seconds}${zone}`);
  if (at === undefined) throw new UsageError(`--${name} takes a time such as 2026-11-24T10:00:00+08:00`);
  return at;
}
