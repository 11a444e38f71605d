/**
 * `demo`: the main job without a window, by itself: training province, a scanner on a real pseudo-terminal read through the real
 * serial driver, one person, one matter, exemption, delivery, audit check.
 */
import type { CaseView } from "../contract/counter.ts";
import { type Fault, fault } from "../domain/fault.ts";
import { readArguments } from "./arguments.ts";
import type { Command, Output } from "./command.ts";
import { type DriveOutcome, driveCase } from "./drive-case.ts";
import { EXIT } from "./exit-codes.ts";
import { faultLine } from "./fault-line.ts";
import { type OpenedTerminal, openTerminal, signInForCommand } from "./open-terminal.ts";
import { waitForData } from "./wait-for-data.ts";

const SCANNER_MS = 5_000;
const DELIVERY_MS = 10_000;

interface ShownVerdict {
  readonly license: string;
  readonly indication: string;
  readonly decision: string;
  readonly ms: number;
}

export const demo: Command = {
  name: "demo",
  usage: "demo [--json]",
  summary: "无窗口走完一件:练习省、真实串口扫码、核验、免交、报送、校验留痕",
  async run({ args, output, bundle }) {
    const { values } = readArguments(args, { json: { type: "boolean" } });
    const started = performance.now();
    const opened = await openTerminal({ bundle, dataDir: undefined, output, withReaders: true, isTraining: true });
    if (!opened) return EXIT.unavailable;
    try {
      return await runDemo(opened, { output, isJson: values.json ?? false, started });
    } finally {
      await opened.close();
    }
  },
};

interface DemoRun {
  readonly output: Output;
  readonly isJson: boolean;
  readonly started: number;
}

async function runDemo(opened: OpenedTerminal, { output, isJson, started }: DemoRun): Promise<number> {
  const say = (text: string) => (isJson ? output.note(text) : output.line(text));
  const problem = (await waitForData(opened.host)) ?? (await signInForCommand(opened));
  if (problem) return stop(output, problem);
  const line = (await opened.training?.fullCast())?.find((one) => one.expect.exempted === 3);
  if (!line) return stop(output, fault("catalogue.none"));
  say(`事项 ${line.matterName},办事人 ${line.person}(样例)`);
  const verdicts: ShownVerdict[] = [];
  const outcome = await driveCase(
    {
      client: opened.client,
      others: "paper",
      receiptMs: DELIVERY_MS,
      onEvent: ({ event, materialId, decision }) => say([event, materialId, decision].filter(Boolean).join(" ")),
      onDecided: async (view) => void verdicts.push(...(await verdictsOf(opened, view))),
    },
    () => scan(opened, line.matter, line.code),
  );
  if (outcome.kind === "stopped") return stop(output, outcome.fault ?? fault("case.undecided"));
  const summary = await summarize(opened, {
    matter: line.matterName,
    outcome,
    verdicts,
    ms: Math.round(performance.now() - started),
  });
  const isAsExpected = summary.ok && outcome.exempted === line.expect.exempted;
  if (isJson) output.json({ ...summary, ok: isAsExpected });
  else output.line(textOf({ ...summary, ok: isAsExpected }));
  return isAsExpected ? EXIT.good : EXIT.bad;
}

/** Through the pseudo-terminal and the serial driver, once the reader is ready. */
async function scan(
  { client, host, training }: OpenedTerminal,
  matter: string,
  code: string,
): Promise<Fault | undefined> {
  const chosen = await client.call("matter.choose", { code: matter });
  if (!chosen.ok) return chosen.fault;
  if (!training?.scanner) return fault("device.unavailable", { pseudoTerminal: false });
  const until = Date.now() + SCANNER_MS;
  while (!host.readers.views().some((view) => view.state === "ready")) {
    if (Date.now() > until) return fault("device.silent");
    await new Promise((done) => setTimeout(done, 10));
  }
  const recognised = new Promise<Fault | undefined>((done) => {
    client.on("signal", ({ signal, fault: reason }) => {
      if (signal === "recognised") done(undefined);
      if (signal === "refused") done(reason ?? fault("scan.damaged"));
    });
    setTimeout(() => done(fault("device.silent")), SCANNER_MS).unref();
  });
  return (await training.scanner.scan(code)) ? recognised : fault("device.gone");
}

async function verdictsOf({ client }: OpenedTerminal, view: CaseView): Promise<ShownVerdict[]> {
  const shown: ShownVerdict[] = [];
  for (const { licenseId, typeName, verdict } of view.licenses) {
    const opened = await client.call("license.open", { licenseId });
    if (!verdict || !opened.ok) continue;
    const { indication, decision } = verdict;
    shown.push({ license: typeName, indication, decision, ms: Math.round(opened.value.ms * 10) / 10 });
  }
  return shown;
}

interface Facts {
  readonly matter: string;
  readonly outcome: Extract<DriveOutcome, { kind: "closed" }>;
  readonly verdicts: readonly ShownVerdict[];
  readonly ms: number;
}

async function summarize({ host }: OpenedTerminal, { matter, outcome, verdicts, ms }: Facts) {
  const { storage, courier } = host.parts;
  await courier.round();
  const audit = await storage.verifyAudit();
  const counts = await storage.outboxCounts();
  const auditVerified = audit.ok && audit.value.ok;
  const outboxPending = counts.ok
    ? counts.value.queued + counts.value.unknown + counts.value.refused + counts.value.auditPending
    : -1;
  const isAllGood = verdicts.length > 0 && verdicts.every((one) => one.decision === "accept");
  return {
    ok: auditVerified && outboxPending === 0 && isAllGood,
    matter,
    materials: outcome.materials,
    exempted: outcome.exempted,
    verdicts,
    auditVerified,
    outboxPending,
    ms,
  };
}

function textOf(summary: Awaited<ReturnType<typeof summarize>>): string {
  const lines = summary.verdicts.map((one) => `  ${one.license}:${one.indication} → ${one.decision}(${one.ms} ms)`);
  return [
    ...lines,
    `材料 ${summary.materials} 份,免交 ${summary.exempted} 份;留痕${summary.auditVerified ? "完整" : "不完整"};待报送 ${summary.outboxPending}`,
    `${summary.ok ? "通过" : "未通过"},用时 ${summary.ms} ms`,
  ].join("\n");
}

function stop(output: Output, reason: Fault): number {
  output.note(faultLine(reason));
  return EXIT.bad;
}
