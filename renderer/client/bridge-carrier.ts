/** Carrier over the preload bridge of the Electron shell. The bridge moves messages and knows no command. */
import type { FromHost, FromScreen, ScreenCarrier } from "../../electron/transport/wire.ts";

/** What the preload script puts on `window.liangzheng`. */
export interface PreloadBridge {
  send(message: FromScreen): void;
  onMessage(listener: (message: FromHost) => void): void;
  onClose?(listener: () => void): void;
}

export function preloadBridge(scope: object): PreloadBridge | undefined {
  return (scope as { liangzheng?: PreloadBridge }).liangzheng;
}

export function bridgeCarrier(bridge: PreloadBridge): ScreenCarrier {
  return {
    send: (message) => bridge.send(message),
    onMessage: (listener) => bridge.onMessage(listener),
    onClose: (listener) => bridge.onClose?.(listener),
    close: () => undefined,
  };
}
