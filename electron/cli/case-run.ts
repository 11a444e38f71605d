/** `case run`: one case from the command line, each event printed once it is durable. An interrupted case is finished first. */
import { readFile } from "node:fs/promises";
import { presentFile } from "../app/counter/present-file.ts";
import type { Fault } from "../domain/fault.ts";
import { readArguments } from "./arguments.ts";
import { enterCardFile } from "./card-file.ts";
import { type Command, type Output, UsageError } from "./command.ts";
import { type CaseEventLine, driveCase } from "./drive-case.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";
import { type OpenedTerminal, openTerminal, signInForCommand } from "./open-terminal.ts";
import { waitForData } from "./wait-for-data.ts";

interface CaseOptions {
  readonly matter: string;
  readonly code: string | undefined;
  readonly card: string | undefined;
  readonly files: readonly string[];
  readonly isOffline: boolean;
  readonly others: "paper" | "leave";
  readonly isJson: boolean;
  readonly dataDir: string | undefined;
}

export const caseRun: Command = {
  name: "case run",
  usage:
    "case run --matter CODE (--code TEXT | --card FILE | --file LICENSE...) [--data DIR] [--offline] [--others paper|leave] [--json]",
  summary: "在命令行办一件:识别、取证、核验、免交、报送、归零;被中断的办件先接着办完",
  async run({ args, output, bundle }) {
    const options = readOptions(args);
    let isCutOff = false;
    const opened = await openTerminal({ bundle, dataDir: options.dataDir, output, isCutOff: () => isCutOff });
    if (!opened) return EXIT.unavailable;
    try {
      const problem = (await waitForData(opened.host)) ?? (await signInForCommand(opened));
      if (problem) return refuse(output, problem, EXIT.unavailable);
      isCutOff = options.isOffline;
      return await runCase(opened, options, output);
    } finally {
      await opened.close();
    }
  },
};

function readOptions(args: readonly string[]): CaseOptions {
  const { values, positionals } = readArguments(args, {
    matter: { type: "string" },
    code: { type: "string" },
    card: { type: "string" },
    file: { type: "string", multiple: true },
    data: { type: "string" },
    offline: { type: "boolean" },
    others: { type: "string" },
    json: { type: "boolean" },
  });
  const ways = [values.code, values.card, values.file].filter((one) => one !== undefined);
  if (!values.matter) throw new UsageError("--matter CODE is needed");
  if (ways.length !== 1) throw new UsageError("one of --code, --card, --file is needed");
  if (positionals.length > 0 && !values.file) throw new UsageError(`unexpected ${positionals[0]}`);
  const others = values.others ?? "paper";
  if (others !== "paper" && others !== "leave") throw new UsageError("--others takes paper or leave");
  return {
    matter: values.matter,
    code: values.code,
    card: values.card,
    files: [...(values.file ?? []), ...positionals],
    isOffline: values.offline ?? false,
    others,
    isJson: values.json ?? false,
    dataDir: values.data,
  };
}

async function runCase(opened: OpenedTerminal, options: CaseOptions, output: Output): Promise<number> {
  const outcome = await driveCase(
    {
      client: opened.client,
      others: options.others,
      receiptMs: options.isOffline ? 0 : 5_000,
      onEvent: (line) => (options.isJson ? output.json(line) : output.line(textOf(line))),
    },
    () => begin(opened, options, output),
  );
  if (outcome.kind === "closed") {
    output.note(`办结:${outcome.materials} 份材料,免交 ${outcome.exempted} 份`);
    return EXIT.good;
  }
  return outcome.fault ? refuse(output, outcome.fault, EXIT.bad) : EXIT.bad;
}

async function begin(opened: OpenedTerminal, options: CaseOptions, output: Output): Promise<Fault | undefined> {
  const { client } = opened;
  const view = await client.call("counter.view", {});
  if (view.ok && view.value.interrupted) {
    output.note(`接着办被中断的办件 ${view.value.interrupted.caseNo}`);
    const resumed = await client.call("case.resume", {});
    if (!resumed.ok) return resumed.fault;
    if (view.value.interrupted.phase !== "identifying") return undefined;
  } else {
    const chosen = await client.call("matter.choose", { code: options.matter });
    if (!chosen.ok) return chosen.fault;
  }
  return name(opened, options);
}

/** Code, card, or files: names the person to the terminal. */
async function name(opened: OpenedTerminal, options: CaseOptions): Promise<Fault | undefined> {
  const { client, host } = opened;
  if (options.code !== undefined) {
    const scanned = await client.call("scan.submit", { text: options.code, way: "paste" });
    return scanned.ok ? undefined : scanned.fault;
  }
  if (options.card !== undefined) return enterCardFile(opened, options.card);
  for (const path of options.files) {
    const presented = await presentFile(host.parts, readFile(path));
    if (!presented.ok) return presented.fault;
  }
  return undefined;
}

function refuse(output: Output, reason: Fault, code: number): number {
  output.note(faultLine(reason));
  return code;
}

function textOf({ at, event, materialId, licenseId, decision }: CaseEventLine): string {
  return [at, event, materialId, licenseId?.slice(0, 8), decision].filter((part) => part !== undefined).join("\t");
}
