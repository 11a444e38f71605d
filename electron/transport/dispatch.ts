/**
 * The only server of the contract. Parses the call, checks who may make it, runs the handler, checks the reply, answers.
 * Bad message, unknown command, bad input, no right, bad reply and thrown bug each have their own fault; nothing is dropped.
 */
import type { z } from "zod";
import {
  type Audience,
  type CommandName,
  commands,
  type EventName,
  events,
  type InputOf,
  type PayloadOf,
  type ReplyOf,
} from "../contract/contract.ts";
import { type Fault, fault } from "../domain/fault.ts";
import type { Result } from "../domain/result.ts";
import { type FromHost, fromScreen, type HostCarrier } from "./wire.ts";

export type WindowKind = "clerk" | "citizen";

export interface CallContext {
  readonly window: WindowKind;
  readonly signal: AbortSignal;
}

export type Handlers = {
  readonly [Name in CommandName]: (
    input: InputOf<Name>,
    context: CallContext,
  ) => Result<ReplyOf<Name>> | Promise<Result<ReplyOf<Name>>>;
};

/** Who is signed in at this terminal right now. */
export interface Access {
  readonly role?: "clerk" | "administrator" | "auditor";
  readonly isLocked: boolean;
}

export interface DispatcherOptions {
  readonly handlers: Handlers;
  readonly access: () => Access;
  /** A bug was caught; `incident` is what the user is told. */
  readonly onBug: (error: unknown, where: string) => string;
  /** Any call by the clerk's window: keeps the idle lock away. */
  readonly onActivity?: (command: CommandName) => void;
}

export interface Dispatcher {
  /** Serves one connection until it closes. */
  connect(carrier: HostCarrier, window: WindowKind): void;
  publish<Name extends EventName>(event: Name, payload: PayloadOf<Name>): void;
  connections(window: WindowKind): number;
}

interface Connection {
  readonly carrier: HostCarrier;
  readonly window: WindowKind;
  readonly calls: Map<number, AbortController>;
}

export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const open = new Set<Connection>();
  return {
    connect(carrier, window) {
      const connection: Connection = { carrier, window, calls: new Map() };
      open.add(connection);
      carrier.onMessage((message) => receive(options, connection, message));
      carrier.onClose(() => {
        open.delete(connection);
        for (const controller of connection.calls.values()) controller.abort();
      });
    },
    publish(event, payload) {
      const { audience } = events[event] as { audience: readonly Audience[] };
      const { role, isLocked } = options.access();
      const isForRole = role !== undefined && !isLocked && (audience.includes("signed-in") || audience.includes(role));
      for (const { carrier, window } of open) {
        const isHeard = window === "clerk" ? isForRole || audience.includes("window") : audience.includes("citizen");
        if (isHeard) carrier.send({ kind: "event", event, payload });
      }
    },
    connections: (window) => [...open].filter((connection) => connection.window === window).length,
  };
}

function receive(options: DispatcherOptions, connection: Connection, raw: unknown): void {
  const parsed = fromScreen.safeParse(raw);
  if (!parsed.success) {
    const id = typeof raw === "object" && raw !== null && "id" in raw && typeof raw.id === "number" ? raw.id : -1;
    connection.carrier.send({ kind: "fault", id, fault: fault("call.invalid") });
    return;
  }
  const message = parsed.data;
  if (message.kind === "ping") {
    connection.carrier.send({ kind: "pong" });
    return;
  }
  if (message.kind === "cancel") {
    connection.calls.get(message.id)?.abort();
    return;
  }
  void answer(options, connection, message.id, () => perform(options, connection, message));
}

async function answer(
  options: DispatcherOptions,
  connection: Connection,
  id: number,
  work: () => Promise<FromHost>,
): Promise<void> {
  let message: FromHost;
  try {
    message = await work();
  } catch (error) {
    const incident = options.onBug(error, "dispatch");
    message = { kind: "fault", id, fault: fault("internal.unexpected", { incident }) };
  }
  connection.calls.delete(id);
  connection.carrier.send(message);
}

async function perform(
  options: DispatcherOptions,
  connection: Connection,
  call: { id: number; command: string; input: unknown },
): Promise<FromHost> {
  const refuse = (reason: Fault): FromHost => ({ kind: "fault", id: call.id, fault: reason });
  if (!Object.hasOwn(commands, call.command)) return refuse(fault("call.unknown-command"));
  const name = call.command as CommandName;
  const denied = denial(name, connection.window, options.access());
  if (denied) return refuse(denied);
  const input = commands[name].input.safeParse(call.input);
  if (!input.success) return refuse(fault("call.invalid", { command: name, path: pathOf(input.error) }));
  if (connection.calls.has(call.id)) return refuse(fault("call.invalid", { command: name, path: "id" }));
  const controller = new AbortController();
  connection.calls.set(call.id, controller);
  if (connection.window === "clerk") options.onActivity?.(name);
  const handler = options.handlers[name] as (input: unknown, context: CallContext) => Promise<Result<unknown>>;
  const result = await handler(input.data, { window: connection.window, signal: controller.signal });
  if (controller.signal.aborted) return refuse(fault("call.cancelled"));
  if (!result.ok) return refuse(result.fault);
  const reply = commands[name].reply.safeParse(result.value);
  if (reply.success) return { kind: "reply", id: call.id, value: reply.data };
  const incident = options.onBug(reply.error, `reply of ${name}`);
  return refuse(fault("call.bad-reply", { command: name, incident }));
}

/** Why this window may not make this call now; undefined = it may. */
function denial(name: CommandName, window: WindowKind, access: Access): Fault | undefined {
  const audience: readonly Audience[] = commands[name].audience;
  if (window === "citizen") return audience.includes("citizen") ? undefined : fault("session.role");
  if (audience.includes("window")) return undefined;
  if (!access.role) return fault("session.none");
  if (access.isLocked) return fault("session.locked");
  return audience.includes("signed-in") || audience.includes(access.role) ? undefined : fault("session.role");
}

/** Where the input is wrong, without what was in it. */
function pathOf(error: z.ZodError): string {
  return error.issues[0]?.path.join(".") ?? "";
}
