/** `appointments import | receive | list`: the day's appointments of a terminal; the running terminal fetches their licenses. */
import { readFileSync } from "node:fs";
import { dayAndTime } from "../../renderer/strings/format.ts";
import { MAX_LIST_BYTES } from "../contract/appointments.ts";
import type { ReplyOf } from "../contract/contract.ts";
import { type Fault, fault } from "../domain/fault.ts";
import { failed, type Result } from "../domain/result.ts";
import { unreadable } from "../domain/unreadable.ts";
import type { ContractClient } from "../transport/client.ts";
import { readArguments } from "./arguments.ts";
import { type Command, type Output, UsageError } from "./command.ts";
import { EXIT } from "./exit-codes.ts";
import { commandStrings, faultLine } from "./fault-line.ts";
import { openTerminal, signInForCommand } from "./open-terminal.ts";
import { waitForData } from "./wait-for-data.ts";

const OPTIONS = { data: { type: "string" }, json: { type: "boolean" } } as const;

type Taken = ReplyOf<"appointments.import">;

export const appointmentsImport: Command = {
  name: "appointments import",
  usage: "appointments import --data DIR [--json] FILE",
  summary: "导入预约名单(CSV 或 JSON,UTF-8 或 GB18030);没有收下的行逐行说明",
  run: (call) => {
    const { values, positionals } = readArguments(call.args, OPTIONS);
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) throw new UsageError("appointments import takes one FILE");
    return withTerminal({ ...call, data: values.data }, async (client) =>
      showTaken(await importFile(client, file), { output: call.output, isJson: values.json ?? false }),
    );
  },
};

export const appointmentsReceive: Command = {
  name: "appointments receive",
  usage: "appointments receive --data DIR [--json]",
  summary: "从省平台接收本窗口今天的预约名单",
  run: (call) => {
    const { values } = readArguments(call.args, OPTIONS);
    return withTerminal({ ...call, data: values.data }, async (client) =>
      showTaken(await client.call("appointments.receive", {}), { output: call.output, isJson: values.json ?? false }),
    );
  },
};

export const appointmentsList: Command = {
  name: "appointments list",
  usage: "appointments list --data DIR [--json]",
  summary: "今天的预约(脱敏):授权、已预取几种证照、何时",
  run: (call) => {
    const { values } = readArguments(call.args, OPTIONS);
    return withTerminal({ ...call, data: values.data }, async (client) => {
      const listed = await client.call("appointments.list", {});
      if (!listed.ok) return refused(listed, call.output);
      const { appointments: words } = commandStrings();
      for (const one of listed.value.items) {
        const time = dayAndTime(one.from);
        const { reference, person, matterName, state, fetched, needed } = one;
        if (values.json) call.output.json(one);
        else
          call.output.line(
            `${time} ${reference} ${person.name} ${person.number} ${matterName} ${words.states[state]} ${fetched}/${needed}`,
          );
      }
      return EXIT.good;
    });
  },
};

interface Call {
  readonly bundle: string;
  readonly output: Output;
  readonly data: string | undefined;
}

async function withTerminal(
  { bundle, output, data }: Call,
  work: (client: ContractClient) => Promise<number>,
): Promise<number> {
  if (data === undefined) throw new UsageError("--data DIR says whose appointments");
  const opened = await openTerminal({ bundle, dataDir: data, output });
  if (!opened) return EXIT.unavailable;
  try {
    const problem = (await waitForData(opened.host)) ?? (await signInForCommand(opened));
    return problem ? refused({ fault: problem }, output) : await work(opened.client);
  } finally {
    await opened.close();
  }
}

async function importFile(client: ContractClient, path: string): Promise<Result<Taken>> {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return failed(unreadable(error));
  }
  if (bytes.length > MAX_LIST_BYTES) return failed(fault("appointments.unreadable", { reason: "too-large" }));
  return client.call("appointments.import", { file: Buffer.from(bytes).toString("base64") });
}

/** Exit 1 when a row was not taken. */
function showTaken(taken: Result<Taken>, { output, isJson }: { output: Output; isJson: boolean }): number {
  if (!taken.ok) return refused(taken, output);
  const { refused: rows, unconsented, added, changed, unchanged, done, gone } = taken.value;
  const { appointmentList: words } = commandStrings();
  if (isJson) output.json(taken.value);
  else {
    const counts = { added, changed, unchanged, done, gone };
    const said = (Object.keys(counts) as (keyof typeof counts)[]).map((count) => words[count](counts[count]));
    output.line([words.taken(added + changed + unchanged), ...said].join(" · "));
    for (const { line, code } of rows) output.line(`${words.line(line)} ${words.problems[code]}`);
    for (const { line, code } of unconsented) output.line(`${words.line(line)} ${words.notes[code]}`);
  }
  return rows.length === 0 ? EXIT.good : EXIT.bad;
}

function refused({ fault: reason }: { readonly fault: Fault }, output: Output): number {
  output.note(faultLine(reason));
  return EXIT.unavailable;
}
