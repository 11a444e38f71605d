/** The typed client of the contract, for every carrier: calls with cancel, events, and one answer for everything lost. */
import type { CommandName, EventName, InputOf, PayloadOf, ReplyOf } from "../contract/contract.ts";
import { fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import type { ScreenCarrier } from "./wire.ts";

export interface ContractClient {
  call<Name extends CommandName>(
    command: Name,
    input: InputOf<Name>,
    signal?: AbortSignal,
  ): Promise<Result<ReplyOf<Name>>>;
  /** Returns what stops the listening. */
  on<Name extends EventName>(event: Name, listener: (payload: PayloadOf<Name>) => void): () => void;
  /** The carrier is gone; every call since answers `call.carrier-lost`. */
  onLost(listener: () => void): void;
  close(): void;
}

export function createClient(carrier: ScreenCarrier): ContractClient {
  const waiting = new Map<number, (result: Result<unknown>) => void>();
  const listeners = new Map<string, Set<(payload: unknown) => void>>();
  const lostListeners: (() => void)[] = [];
  let nextId = 1;
  let isLost = false;

  const settle = (id: number, result: Result<unknown>) => {
    waiting.get(id)?.(result);
    waiting.delete(id);
  };
  carrier.onMessage((message) => {
    if (message.kind === "reply") settle(message.id, ok(message.value));
    else if (message.kind === "fault") settle(message.id, failed(message.fault));
    else if (message.kind === "event")
      for (const listener of listeners.get(message.event) ?? []) listener(message.payload);
  });
  carrier.onClose(() => {
    isLost = true;
    for (const id of [...waiting.keys()]) settle(id, failed(fault("call.carrier-lost")));
    for (const listener of lostListeners) listener();
  });

  return {
    call(command, input, signal) {
      if (isLost) return Promise.resolve(failed(fault("call.carrier-lost")));
      const id = nextId++;
      return new Promise((resolve) => {
        waiting.set(id, resolve as (result: Result<unknown>) => void);
        signal?.addEventListener("abort", () => carrier.send({ kind: "cancel", id }), { once: true });
        carrier.send({ kind: "call", id, command, input });
      });
    },
    on(event, listener) {
      const set = listeners.get(event) ?? new Set();
      listeners.set(event, set);
      set.add(listener as (payload: unknown) => void);
      return () => void set.delete(listener as (payload: unknown) => void);
    },
    onLost: (listener) => void lostListeners.push(listener),
    close: () => carrier.close(),
  };
}
