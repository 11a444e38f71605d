/** Options of a command through `node:util`; an unknown or malformed one is a usage error with a sentence. */
import { type ParseArgsConfig, parseArgs } from "node:util";
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

/** ISO 8601; a day alone means its end in China, so that everything of that day has happened. */
export function instantOf(text: string | undefined, name: string): number | undefined {
  if (text === undefined) return undefined;
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(text) ? `${text}T23:59:59+08:00` : text;
  const at = Date.parse(whole);
  if (Number.isNaN(at)) throw new UsageError(`--${name} takes a time such as 2026-11-24T10:00:00+08:00`);
  return at;
}
