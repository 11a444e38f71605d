/**
 * Locks the terminal after a while without a key, and no sooner because a case is open or a field has text in it. The longest
 * session is the same clock, touched by passwords only. A reader's reading is no key: a card left lying would never let it lock.
 */
import type { CommandName } from "../../contract/contract.ts";

export interface IdleLock {
  /** Something was done at the clerk's window. */
  touch(): void;
  stop(): void;
}

/** What screens ask for by themselves: at a connection, an event, the end of a case. Nobody need be there. */
const SELF_CALLED: ReadonlySet<CommandName> = new Set([
  "terminal.about",
  "counter.view",
  "status.view",
  "citizen.view",
  "history.today",
  "history.search",
  "license.open",
  "training.cast",
  "matter.list",
  "appointments.list",
  "devices.view",
  "devices.ports",
  "devices.plugged",
  "trust.overview",
  "user.list",
]);

export function isAct(command: CommandName): boolean {
  return !SELF_CALLED.has(command);
}

export function createIdleLock(idleMs: number, onIdle: () => void): IdleLock {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const arm = () => {
    clearTimeout(timer);
    timer = setTimeout(onIdle, idleMs);
    timer.unref?.();
  };
  arm();
  return { touch: arm, stop: () => clearTimeout(timer) };
}
