/** Carrier within one process: for tests and the command line. Messages are copied as JSON, as any real carrier would. */
import type { FromHost, FromScreen, HostCarrier, ScreenCarrier } from "./wire.ts";

export function memoryCarriers(): { readonly host: HostCarrier; readonly screen: ScreenCarrier } {
  const toHost: ((message: unknown) => void)[] = [];
  const toScreen: ((message: FromHost) => void)[] = [];
  const closed: (() => void)[] = [];
  let isClosed = false;
  const close = () => {
    if (isClosed) return;
    isClosed = true;
    for (const listener of closed) listener();
  };
  const deliver = <T>(listeners: readonly ((message: T) => void)[], message: unknown) => {
    const copy = JSON.parse(JSON.stringify(message)) as T;
    queueMicrotask(() => {
      if (!isClosed) for (const listener of listeners) listener(copy);
    });
  };
  const shared = { onClose: (listener: () => void) => void closed.push(listener), close };
  return {
    host: {
      ...shared,
      send: (message: FromHost) => deliver(toScreen, message),
      onMessage: (listener) => void toHost.push(listener),
    },
    screen: {
      ...shared,
      send: (message: FromScreen) => deliver(toHost, message),
      onMessage: (listener) => void toScreen.push(listener),
    },
  };
}
