/** One reading as `devices listen` and `devices replay` print it. Numbers of persons are hidden unless asked for. */
import type { CodeReading, DeviceReading } from "../../native-devices/host/device-contract.ts";
import { maskNumbersIn } from "../domain/masking.ts";
import type { Output } from "./command.ts";

export interface ReadingStyle {
  readonly isJson: boolean;
  readonly isRevealed: boolean;
}

/** Codes go to stdout; repeats and scans that came to nothing are told on stderr. */
export function printReading(reading: DeviceReading, { isJson, isRevealed }: ReadingStyle, output: Output): void {
  if (reading.kind !== "code") {
    const facts =
      reading.kind === "unreadable" ? `${reading.reason} (${reading.size})` : `${Math.round(reading.sinceMs)} ms`;
    output.note(`${reading.kind}: ${facts}`);
    return;
  }
  const text = isRevealed ? reading.text : maskNumbersIn(reading.text);
  if (isJson) output.json(codeLine(reading, text));
  else output.line([text, reading.encoding, reading.aim ?? "-", reading.warnings.join(",") || "-"].join("\t"));
}

function codeLine({ kind, encoding, aim, warnings, source, ms }: CodeReading, text: string): object {
  return {
    kind,
    text,
    encoding,
    ...(aim === undefined ? {} : { aim }),
    warnings,
    source,
    ms: Math.round(ms * 10) / 10,
  };
}
