/**
 * The one connection of a window to its host: typed calls and events over whichever carrier there is, reconnecting with
 * growing pauses. Calls made while it is down wait a little and then answer `call.carrier-lost`; nothing is sent late. A host that
 * has the line open and does not answer is lost as well, until it does.
 */
import type { CommandName, EventName, InputOf, PayloadOf, ReplyOf } from "../../electron/contract/contract.ts";
import { fault } from "../../electron/domain/fault.ts";
import { failed, type Result } from "../../electron/domain/result.ts";
import { type ContractClient, createClient } from "../../electron/transport/client.ts";
import type { ScreenCarrier } from "../../electron/transport/wire.ts";
import { startPulse } from "./pulse.ts";

export type ConnectionState = "connecting" | "open" | "lost";

export interface Connection {
  call<Name extends CommandName>(command: Name, input: InputOf<Name>): Promise<Result<ReplyOf<Name>>>;
  on<Name extends EventName>(event: Name, listener: (payload: PayloadOf<Name>) => void): void;
  onState(listener: (state: ConnectionState) => void): void;
  start(): void;
}

/** Pauses before the next attempt, milliseconds; the last one repeats. */
const PAUSES_MS = [200, 500, 1_000, 2_000, 4_000] as const;
/** A call older than this must not reach the host any more: the clerk has long looked elsewhere. */
const CALL_PATIENCE_MS = 6_000;

export function createConnection(openCarrier: () => Promise<ScreenCarrier>): Connection {
  const listeners: { event: EventName; listener: (payload: never) => void }[] = [];
  const stateListeners: ((state: ConnectionState) => void)[] = [];
  const waiting = new Set<(client: ContractClient | undefined) => void>();
  /** The line that stands, and the same while the host answers on it. */
  let line: ContractClient | undefined;
  let client: ContractClient | undefined;
  let attempt = 0;

  const announce = (state: ConnectionState) => {
    for (const listener of stateListeners) listener(state);
  };
  const opened = (found: ContractClient) => {
    client = found;
    announce("open");
    for (const resolve of [...waiting]) resolve(found);
  };
  const lost = () => {
    client = undefined;
    announce("lost");
  };
  const connected = (carrier: ScreenCarrier) => {
    const found = createClient(carrier);
    line = found;
    attempt = 0;
    const ask = () => carrier.send({ kind: "ping" });
    const pulse = startPulse({ ask, onSilent: lost, onBack: () => opened(found) });
    for (const { event, listener } of listeners) found.on(event, listener as (payload: unknown) => void);
    carrier.onMessage(pulse.heard);
    found.onLost(() => {
      pulse.stop();
      line = undefined;
      lost();
      again();
    });
    opened(found);
  };
  const connect = () => {
    openCarrier().then(connected, () => {
      announce("lost");
      again();
    });
  };
  const again = () => {
    const pause = PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)];
    attempt += 1;
    setTimeout(connect, pause);
  };
  const whenOpen = () =>
    new Promise<ContractClient | undefined>((resolve) => {
      const settle = (found: ContractClient | undefined) => {
        waiting.delete(settle);
        clearTimeout(timer);
        resolve(found);
      };
      const timer = setTimeout(() => settle(undefined), CALL_PATIENCE_MS);
      waiting.add(settle);
    });

  return {
    async call(command, input) {
      const open = client ?? (await whenOpen());
      return open ? open.call(command, input) : failed(fault("call.carrier-lost"));
    },
    on(event, listener) {
      listeners.push({ event, listener });
      line?.on(event, listener);
    },
    onState: (listener) => void stateListeners.push(listener),
    start() {
      announce("connecting");
      connect();
    },
  };
}
