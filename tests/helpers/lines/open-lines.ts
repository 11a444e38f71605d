/** A training province in one process, and a line to each of its ends in another: each can be cut alone, in every way a line fails. */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { EndName } from "../../../electron/contract/status.ts";
import type { TerminalSetting } from "../../../electron/host/terminal-setting.ts";
import type { FullCastLine } from "../../../electron/host/training-setting.ts";
import type { ProvinceConfig } from "../../../electron/province/config.ts";
import type { LineMessage, LineMode } from "./end-line.ts";

/** `gone`: the process at the other end was killed, connections are refused. */
export type LineWay = Exclude<LineMode, "well"> | "gone";

export interface Lines {
  readonly folder: string;
  /** Of a terminal that reaches the province over these lines. */
  readonly setting: TerminalSetting;
  readonly cast: readonly FullCastLine[];
  cut(end: EndName, way: LineWay): Promise<void>;
  mend(end: EndName): Promise<void>;
  /** How many answers came over the line since it was mended. */
  answers(end: EndName): Promise<number>;
  close(): void;
}

const entry = (name: string) => fileURLToPath(new URL(name, import.meta.url));

export async function openLines(): Promise<Lines> {
  const folder = mkdtempSync(join(tmpdir(), "lines-"));
  const province = fork(entry("province-process.ts"), [join(folder, "province")], { execArgv: [] });
  const [{ setting, port, cast }] = await once(province, "message");
  const open = async () => openLine(0, port);
  const lines = { library: await open(), platform: await open(), trust: await open() };
  return {
    folder,
    setting: { ...setting, province: over(setting.province, lines) },
    cast,
    async cut(end, way) {
      if (way !== "gone") return void (await tell(lines[end], way));
      lines[end].child.kill("SIGKILL");
      await once(lines[end].child, "exit");
    },
    async mend(end) {
      const { child, port: own } = lines[end];
      if (child.exitCode === null && child.signalCode === null) await tell(lines[end], "well");
      else lines[end] = await openLine(own, port);
    },
    answers: (end) => tell(lines[end]),
    close() {
      for (const child of [province, ...Object.values(lines).map((line) => line.child)]) child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Line {
  readonly child: ChildProcess;
  readonly port: number;
}

async function openLine(port: number, target: number): Promise<Line> {
  const child = fork(entry("end-line.ts"), [String(port), String(target)], { execArgv: [] });
  const [message] = (await once(child, "message")) as [Extract<LineMessage, { kind: "open" }>];
  return { child, port: message.port };
}

async function tell({ child }: Line, mode?: LineMode): Promise<number> {
  child.send(mode ? { mode } : {});
  const [{ answers }] = (await once(child, "message")) as [Extract<LineMessage, { kind: "is" }>];
  return answers;
}

/** Catalogue, appointments and audit are no ends of their own: they are reached without a line. */
function over(province: ProvinceConfig, lines: Readonly<Record<EndName, Line>>): ProvinceConfig {
  const through = <T extends { readonly baseUrl: string }>(family: T, end: EndName): T => {
    const url = new URL(family.baseUrl);
    url.port = String(lines[end].port);
    return { ...family, baseUrl: url.href };
  };
  const { licenseApp, serviceCode, phoneConsent, acceptance, trust } = province;
  return {
    ...province,
    ...(licenseApp ? { licenseApp: through(licenseApp, "library") } : {}),
    ...(serviceCode ? { serviceCode: through(serviceCode, "library") } : {}),
    ...(phoneConsent ? { phoneConsent: through(phoneConsent, "library") } : {}),
    acceptance: through(acceptance, "platform"),
    trust: through(trust, "trust"),
  };
}
