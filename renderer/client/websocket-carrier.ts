/** Carrier over a WebSocket to the host that served this page. One carrier = one connection; `connection.ts` reconnects. */
import type { FromHost, ScreenCarrier } from "../../electron/transport/wire.ts";
import type { WindowKind } from "./window-kind.ts";

/** Each window has an address of its own, so that its cookie says which one it is. */
export function contractAddress(location: Pick<Location, "protocol" | "host">, window: WindowKind): string {
  const path = window === "citizen" ? "/citizen/contract" : "/contract";
  return `${location.protocol === "https:" ? "wss:" : "ws:"}//${location.host}${path}`;
}

/** Settles once the connection stands; rejects when it cannot be made. */
export function openWebSocketCarrier(address: string): Promise<ScreenCarrier> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(address);
    const messageListeners: ((message: FromHost) => void)[] = [];
    const closeListeners: (() => void)[] = [];
    socket.addEventListener("message", (event) => {
      const message = JSON.parse(String(event.data)) as FromHost;
      for (const listener of messageListeners) listener(message);
    });
    socket.addEventListener("close", () => {
      for (const listener of closeListeners) listener();
      reject(new Error("closed before it was open"));
    });
    socket.addEventListener("open", () =>
      resolve({
        send: (message) => {
          if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
        },
        onMessage: (listener) => void messageListeners.push(listener),
        onClose: (listener) => void closeListeners.push(listener),
        close: () => socket.close(),
      }),
    );
  });
}
