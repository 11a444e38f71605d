/**
 * A host made of a script: serves the built screens under the product's content policy and speaks the contract through the
 * real dispatcher, so that every reply and event of a fixture is held against the contract and cannot rot.
 */
import { existsSync, readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { WebSocketServer } from "ws";
import type { CitizenView } from "../../electron/contract/citizen.ts";
import {
  type CommandName,
  events,
  type InputOf,
  type PayloadOf,
  type ReplyOf,
} from "../../electron/contract/contract.ts";
import type { CounterView } from "../../electron/contract/counter.ts";
import type { StatusView } from "../../electron/contract/status.ts";
import { type Fault, fault } from "../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../electron/domain/result.ts";
import type { DrawnBlob } from "../../electron/drawing/drawing.ts";
import { contentSecurityPolicy } from "../../electron/host/screen-files.ts";
import { createDispatcher, type Handlers } from "../../electron/transport/dispatch.ts";
import { webSocketHostCarrier } from "../../electron/transport/websocket-host.ts";

export type Answer<Name extends CommandName> = (
  input: InputOf<Name>,
) => Result<ReplyOf<Name>> | Promise<Result<ReplyOf<Name>>>;

export interface SeenCall {
  readonly command: CommandName;
  readonly input: unknown;
}

export interface ScriptedHost {
  readonly origin: string;
  /** Every call, oldest first. */
  readonly calls: SeenCall[];
  /** Bugs that the dispatcher caught: a fixture that does not fit the contract is one. */
  readonly bugs: string[];
  /** `licenseId/blobId` → bytes. */
  readonly blobs: Map<string, DrawnBlob>;
  readonly presented: Uint8Array[];
  answer<Name extends CommandName>(command: Name, answer: Answer<Name>): void;
  /** Back to the answers of the beginning. */
  forgetAnswers(): void;
  showCounter(view: CounterView): void;
  showStatus(view: StatusView): void;
  showCitizen(view: CitizenView): void;
  signal(payload: PayloadOf<"signal">): void;
  showReplayed(payload: PayloadOf<"devices.replayed">): void;
  showRaw(payload: PayloadOf<"devices.raw">): void;
  answerPresented(reason: Fault | undefined): void;
  /** Cuts every connection; new ones are refused until `plugIn`. */
  pullPlug(): void;
  plugIn(): void;
  close(): Promise<void>;
}

export interface FirstViews {
  readonly counter: CounterView;
  readonly status: StatusView;
  readonly citizen: CitizenView;
  readonly about: ReplyOf<"terminal.about">;
}

const NO_CONTENT = () => ok({});

const FRIDAY = Date.UTC(2026, 10, 20, 1, 30);
const known = { isDisabled: false, mustChange: false, hasKey: false };
const PEOPLE: ReplyOf<"user.list">["users"] = [
  { account: "lu.zhiwei", name: "陆知微", role: "clerk", ...known, signedInAt: FRIDAY },
  { account: "shen.huaijin", name: "沈怀瑾", role: "administrator", ...known, signedInAt: FRIDAY + 600_000 },
  { account: "jiang.mubai", name: "江慕白", role: "auditor", ...known, mustChange: true },
  {
    account: "qin.yuanshan",
    name: "秦远山",
    role: "clerk",
    ...known,
    lockedUntil: FRIDAY + 900_000,
    signedInAt: FRIDAY,
  },
  { account: "he.tingyu", name: "何听雨", role: "clerk", ...known, isDisabled: true, signedInAt: FRIDAY },
];

const NO_READERS = () => failed<never>(fault("device.unavailable"));

const deviceAnswers = {
  "devices.view": () => ok({ process: { state: "none" as const }, devices: [], profiles: [] }),
  "devices.ports": () => ok({ ports: [] }),
  "devices.await-plug": () => ok({ ports: 0, at: FRIDAY }),
  "devices.plugged": () => ok({ appeared: [], vanished: [] }),
  "devices.try": NO_READERS,
  "devices.self-test": () => ok({ at: FRIDAY, checks: [] }),
  "devices.command": NO_READERS,
  "devices.add": NO_READERS,
  "devices.change": NO_READERS,
  "devices.set-enabled": NO_CONTENT,
  "devices.remove": NO_CONTENT,
  "devices.watch": NO_READERS,
  "devices.unwatch": NO_CONTENT,
  "devices.record": NO_READERS,
  "devices.recordings": () => ok({ recordings: [] }),
  "devices.recording": NO_READERS,
  "devices.drop-recording": NO_CONTENT,
  "devices.replay": NO_READERS,
  "devices.control-replay": NO_CONTENT,
  "devices.profile": NO_READERS,
  "devices.check-profile": NO_READERS,
  "devices.save-profile": NO_READERS,
  "devices.drop-profile": () => ok({ reopened: [] }),
  "training.reader": () => ok({ isPlugged: false, troubles: [] }),
};

/** Commands that a test did not answer: views come from what was shown last, wishes are taken silently. */
function firstAnswers(views: { current: FirstViews }): Handlers {
  return {
    "terminal.about": () => ok(views.current.about),
    "counter.view": () => ok(views.current.counter),
    "status.view": () => ok(views.current.status),
    "citizen.view": () => ok(views.current.citizen),
    "session.sign-in": NO_CONTENT,
    "session.sign-out": NO_CONTENT,
    "session.lock": NO_CONTENT,
    "session.alive": NO_CONTENT,
    "session.relieve": NO_CONTENT,
    "session.unlock": NO_CONTENT,
    "session.change-password": NO_CONTENT,
    "user.list": () => ok({ users: [...PEOPLE] }),
    "user.add": () => ok({ password: "abcd-efgh-jkmn" }),
    "user.reset": () => ok({ password: "abcd-efgh-jkmn" }),
    "user.unlock": NO_CONTENT,
    "user.enrol-key": NO_CONTENT,
    "user.disable": NO_CONTENT,
    "user.enable": NO_CONTENT,
    "appointments.list": () => ok({ items: [], canReceive: true }),
    "appointments.import": () => failed(fault("appointments.unreadable", { reason: "empty" })),
    "appointments.receive": () => failed(fault("appointments.no-source")),
    "appointments.delete": () => ok({ deleted: 0 }),
    "matter.list": () => ok({ matters: [] }),
    "matter.choose": NO_CONTENT,
    "scan.submit": NO_CONTENT,
    "person.enter": NO_CONTENT,
    "person.reveal": () => failed(fault("person.unknown")),
    "consent.answer": NO_CONTENT,
    "decision.confirm-all": () => ok({ decided: 0 }),
    "decision.make": NO_CONTENT,
    "case.retry": NO_CONTENT,
    "case.cancel": NO_CONTENT,
    "case.close": NO_CONTENT,
    "case.resume": NO_CONTENT,
    "case.discard": NO_CONTENT,
    "clipboard.touched": NO_CONTENT,
    "case.receipt": () => failed(fault("case.none")),
    "receipt.print": () => failed(fault("case.none")),
    "license.open": () => failed(fault("document.unknown")),
    "license.report": () => failed(fault("document.unknown")),
    "history.search": () => ok({ total: 0, cases: [] }),
    "history.today": () => ok({ cases: 0, submitted: 0, materials: 0, exempted: 0 }),
    "outbox.hurry": () => ok({ hurried: 0 }),
    "trust.refresh": NO_CONTENT,
    "trust.overview": () => failed(fault("trust.nothing-older")),
    "trust.upload": ({ piece }) => ok({ uploadId: "upload", sizeBytes: Buffer.from(piece, "base64").length }),
    "trust.preview": () => failed(fault("trust.no-upload")),
    "trust.import": NO_CONTENT,
    "trust.remove": NO_CONTENT,
    ...deviceAnswers,
    "trust.roll-back": () => failed(fault("trust.nothing-older")),
    "recheck.flagged": () => ok({ flagged: [] }),
    "recheck.handle": NO_CONTENT,
    "audit.search": () => ok({ entries: [] }),
    "audit.uses": () => ok({ total: 0, uses: [] }),
    "audit.export": () => ok({ lines: "", rows: 0 }),
    "audit.check": () => ok({ ok: true, rows: 0 }),
    "training.cast": () => ok({ lines: [] }),
    "training.scan": () => ok({ way: "serial-scanner" }),
    "training.misbehave": NO_CONTENT,
  };
}

/** @param screens folder of the built renderer. */
export async function startScriptedHost(screens: string, first: FirstViews): Promise<ScriptedHost> {
  const views = { current: first };
  const beginning = firstAnswers(views) as unknown as Record<CommandName, (input: never) => unknown>;
  let script = { ...beginning };
  const calls: SeenCall[] = [];
  const bugs: string[] = [];
  const blobs = new Map<string, DrawnBlob>();
  const presented: Uint8Array[] = [];
  let presentFault: Fault | undefined;
  let isPluggedIn = true;

  const handlers = Object.fromEntries(
    Object.keys(script).map((name) => [
      name,
      (input: never) => {
        calls.push({ command: name as CommandName, input });
        return script[name as CommandName](input);
      },
    ]),
  ) as unknown as Handlers;
  const dispatcher = createDispatcher({
    handlers,
    access: () => {
      const { clerk, isLocked } = views.current.counter;
      return clerk ? { role: clerk.role, isLocked } : { isLocked };
    },
    onBug(error, where) {
      bugs.push(`${where}: ${String(error)}`);
      return "fixture";
    },
  });

  const server = createServer((request, response) => {
    answerHttp(request, response).catch((error: unknown) => {
      bugs.push(String(error));
      response.destroy();
    });
  });
  async function answerHttp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? "/", "http://host").pathname;
    if (path === "/present") {
      const chunks: Buffer[] = [];
      for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
      presented.push(Buffer.concat(chunks));
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(presentFault ? { fault: presentFault } : { ok: true }));
      return;
    }
    const blob = path.startsWith("/document/") ? blobs.get(path.slice("/document/".length)) : undefined;
    if (blob) {
      response.setHeader("content-type", blob.mediaType);
      response.end(blob.bytes);
      return;
    }
    sendScreenFile(response, screens, path, `'self' ${origin.replace("http:", "ws:")}`);
  }
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const sockets = new WebSocketServer({ noServer: true });
  server.on("upgrade", (request, socket, head) => {
    const window = ({ "/contract": "clerk", "/citizen/contract": "citizen" } as const)[request.url ?? ""];
    if (!window || !isPluggedIn) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (ws) => dispatcher.connect(webSocketHostCarrier(ws), window));
  });

  const publish = <Name extends keyof typeof events>(event: Name, payload: PayloadOf<Name>) => {
    events[event].payload.parse(payload);
    dispatcher.publish(event, payload);
  };
  return {
    origin,
    calls,
    bugs,
    blobs,
    presented,
    answer(command, answer) {
      script[command] = answer as (input: never) => unknown;
    },
    forgetAnswers() {
      script = { ...beginning };
    },
    showCounter(counter) {
      views.current = { ...views.current, counter };
      publish("counter.changed", counter);
    },
    showStatus(status) {
      views.current = { ...views.current, status };
      publish("status.changed", status);
    },
    showCitizen(citizen) {
      views.current = { ...views.current, citizen };
      publish("citizen.changed", citizen);
    },
    signal: (payload) => publish("signal", payload),
    showReplayed: (payload) => publish("devices.replayed", payload),
    showRaw: (payload) => publish("devices.raw", payload),
    answerPresented(reason) {
      presentFault = reason;
    },
    pullPlug() {
      isPluggedIn = false;
      for (const client of sockets.clients) client.terminate();
    },
    plugIn() {
      isPluggedIn = true;
    },
    async close() {
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

function sendScreenFile(response: ServerResponse, screens: string, path: string, connect: string): void {
  const file = join(screens, path === "/" || path === "/citizen" ? "index.html" : path);
  if (!existsSync(file)) {
    response.statusCode = 404;
    response.end();
    return;
  }
  response.setHeader("content-type", TYPES[extname(file)] ?? "application/octet-stream");
  response.setHeader("content-security-policy", contentSecurityPolicy(connect, path));
  response.end(readFileSync(file));
}
