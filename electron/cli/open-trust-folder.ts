/** Opens the trust folder of a terminal without opening the terminal: for the commands that look, and for files on a stick. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { readTerminalConfig } from "../host/terminal-config.ts";
import { fromHex } from "../seal/hex.ts";
import { publisherPoints } from "../training/pki/publisher-keys.ts";
import { type FileTrustStore, openTrustStore } from "../trust/trust-store.ts";
import { type Output, UsageError } from "./command.ts";

/** Undefined when there is no terminal in that folder; why is on stderr. */
export async function openTrustFolder(
  dataDir: string | undefined,
  output: Output,
): Promise<FileTrustStore | undefined> {
  if (!dataDir) throw new UsageError("--data DIR says which terminal's trust data are meant");
  const publishers = pinnedIn(dataDir, output);
  if (!publishers) return undefined;
  return openTrustStore({
    folder: join(dataDir, "trust"),
    publishers: publishers.flatMap((hex) => fromHex(hex) ?? []),
  });
}

function pinnedIn(dataDir: string, output: Output): readonly string[] | undefined {
  const config = readTerminalConfig(dataDir);
  if (config.ok) return config.config.trustPublishers;
  const training = existsSync(join(dataDir, "terminal.json"))
    ? []
    : publisherPoints(join(dataDir, "training-province"), Date.now());
  if (training.length > 0) return training;
  for (const problem of config.problems) output.note(problem);
  return undefined;
}
