/**
 * Training mode: starts the simulated province in its own thread, and makes the terminal's setting from what it says of itself,
 * as an administrator would from a province's letter. The virtual scanner belongs to it.
 */
import { Worker } from "node:worker_threads";
import type { Training } from "../app/ports/surroundings.ts";
import { THREAD_LIMITS } from "../app/thread-limits.ts";
import type { EndName } from "../contract/status.ts";
import type { CastLine } from "../contract/training.ts";
import { fault } from "../domain/fault.ts";
import { failed, ok } from "../domain/result.ts";
import { codePatternsOf, type ProvinceConfig, readProvinceConfig } from "../province/config.ts";
import type { FamilyId } from "../training/misbehaviour.ts";
import type { ProvinceMessage } from "../training/worker.ts";
import { openSoftwareKey } from "./software-ukey.ts";
import type { TerminalSetting } from "./terminal-setting.ts";
import { openVirtualScanner, VIRTUAL_SCANNER_ID, type VirtualScanner } from "./virtual-scanner.ts";

export const TRAINING_TERMINAL_ID = "LX07";
const HALL = { hallName: "样例市政务服务大厅", counterName: "综合受理 7 号窗口" };
/** Everyone may know it, as the training accounts. */
export const SOFTWARE_KEY_PIN = "123456";
const IDLE_LOCK_MS = 180_000;

export interface TrainingOptions {
  /** Of the province: its keys, seals and records. */
  readonly dataDir: string;
  readonly worker: URL;
  /** Where the virtual scanner's device link goes; absent = no scanner. */
  readonly scannerDir?: string;
  readonly port?: number;
}

/** A line of the cast as the province prints it. */
export interface FullCastLine {
  readonly matter: string;
  readonly matterName: string;
  readonly code: string;
  readonly person: string;
  readonly idNumber: string;
  readonly special: string;
  readonly family: CastLine["family"];
  readonly expect: { readonly exempted: number; readonly of: number };
}

export interface TrainingSetup {
  readonly setting: TerminalSetting;
  readonly baseUrl: string;
  readonly scanner?: VirtualScanner;
  fullCast(): Promise<readonly FullCastLine[]>;
  setReachable(isReachable: boolean): void;
  close(): Promise<void>;
}

type Ready = Extract<ProvinceMessage, { kind: "ready" }>;

export async function startTraining(options: TrainingOptions): Promise<TrainingSetup> {
  const worker = new Worker(options.worker, {
    resourceLimits: THREAD_LIMITS,
    workerData: { dataDir: options.dataDir, port: options.port ?? 0 },
  });
  const ready = await firstMessage(worker);
  const scanner = options.scannerDir ? await openVirtualScanner(options.scannerDir) : undefined;
  const setReachable = (value: boolean) => worker.postMessage({ kind: "reachable", value });
  const fullCast = async () => {
    const answer = (await callControl(ready.baseUrl, "GET", "/training/cast")) as { cast: readonly FullCastLine[] };
    return answer.cast;
  };
  const province = provinceConfigOf(ready);
  return {
    baseUrl: ready.baseUrl,
    ...(scanner ? { scanner } : {}),
    fullCast,
    setReachable,
    setting: {
      mode: "training",
      terminal: { terminalId: TRAINING_TERMINAL_ID, ...HALL },
      province,
      codePatterns: codePatternsOf(province),
      trustPublishers: [ready.publisherPoint],
      devices: scanner ? [scanner.device] : [],
      deviceNames: scanner ? { [VIRTUAL_SCANNER_ID]: scanner.name } : {},
      idleLockMs: IDLE_LOCK_MS,
      secondFactorRoles: [],
      secondFactor: openSoftwareKey(options.dataDir, SOFTWARE_KEY_PIN),
      training: trainingPort(ready.baseUrl, { scanner, fullCast, setReachable }),
    },
    async close() {
      await scanner?.close();
      await worker.terminate();
    },
  };
}

function firstMessage(worker: Worker): Promise<Ready> {
  return new Promise((resolve, reject) => {
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the training province stopped (${code})`)));
    worker.once("message", (message: ProvinceMessage) => {
      if (message.kind === "ready") resolve(message);
      else reject(new Error(message.kind === "failed" ? message.message : "the training province closed"));
    });
  });
}

function provinceConfigOf({ endpoints, credentials }: Ready): ProvinceConfig {
  const { licenseApp, serviceCode, phoneConsent, acceptance, audit, appointments } = credentials;
  const read = readProvinceConfig({
    name: "样例省(练习)",
    terminal: { id: TRAINING_TERMINAL_ID, name: HALL.counterName },
    organization: { name: HALL.hallName, code: licenseApp.orgCode, division: "样例省样例市", divisionCode: "990100" },
    licenseApp: { baseUrl: endpoints["license-app"], ...licenseApp },
    serviceCode: { baseUrl: endpoints["service-code"], ...serviceCode },
    phoneConsent: { baseUrl: endpoints["phone-consent"], ...phoneConsent },
    acceptance: { baseUrl: endpoints.acceptance, ...acceptance },
    audit: { baseUrl: endpoints.audit, ...audit },
    trust: { baseUrl: endpoints.trust },
    catalogue: { baseUrl: endpoints.catalog },
    appointments: { baseUrl: endpoints.appointments, ...appointments },
  });
  if (!read.ok) throw new Error(`training province: ${read.problems.join("; ")}`);
  return read.config;
}

/** What each bad day of the screen means to the province's control end. */
const ORDERS: Readonly<Record<string, object>> = {
  slow: { kind: "latency", ms: 1500 },
  "error-500": { kind: "status", status: 500 },
  "time-out": { kind: "timeout" },
  dropped: { kind: "drop" },
  html: { kind: "html" },
  "lost-acknowledgement": { kind: "lost-ack" },
  "slow-drip": { kind: "drip", bytesPerSecond: 64 },
};

/** Families of the training province behind each end. */
const FAMILIES: Readonly<Record<EndName, readonly FamilyId[]>> = {
  library: ["license-app", "service-code", "phone-consent"],
  platform: ["acceptance"],
  trust: ["trust"],
};

interface TrainingParts {
  readonly scanner: VirtualScanner | undefined;
  readonly fullCast: () => Promise<readonly FullCastLine[]>;
  readonly setReachable: (isReachable: boolean) => void;
}

function trainingPort(baseUrl: string, { scanner, fullCast, setReachable }: TrainingParts): Training {
  return {
    async cast() {
      const lines = await fullCast();
      return ok(
        lines.map(({ matter, matterName, code, person, idNumber, special, family, expect: { exempted, of } }) => {
          return { matter, matterName, code, person, idNumber, special, family, exempted, of };
        }),
      );
    },
    async scan(code) {
      if (!scanner) return ok("paste");
      return (await scanner.scan(code)) ? ok("serial-scanner") : failed(fault("device.gone"));
    },
    async misbehave(what, end) {
      const isPortClosed = end === undefined && what === "unreachable";
      setReachable(!isPortClosed);
      if (!isPortClosed) for (const family of end ? FAMILIES[end] : ["*"]) await order(baseUrl, family, what);
      return ok(undefined);
    },
  };
}

/** One end alone has no port of its own to close: its connections are cut. */
async function order(baseUrl: string, family: string, what: string): Promise<void> {
  const fault = what === "unreachable" ? ORDERS["dropped"] : ORDERS[what];
  if (fault) return void (await callControl(baseUrl, "POST", "/training/misbehave", { family, fault }));
  const query = family === "*" ? "" : `?family=${family}`;
  await callControl(baseUrl, "DELETE", `/training/misbehave${query}`);
}

async function callControl(baseUrl: string, method: string, path: string, body?: unknown): Promise<unknown> {
  // A port that was just opened again may refuse the first knock.
  for (let tries = 0; ; tries += 1) {
    try {
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
      });
      return await response.json();
    } catch (error) {
      if (tries >= 20) throw error;
      await new Promise((done) => setTimeout(done, 25));
    }
  }
}
