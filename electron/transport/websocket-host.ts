/** Carrier over a WebSocket, host side. Who may connect is decided before the upgrade, by the composition root. */
import type { WebSocket } from "ws";
import type { HostCarrier } from "./wire.ts";

/** Two missed answers and the connection counts as gone. */
const PING_MS = 10_000;

export function webSocketHostCarrier(socket: WebSocket): HostCarrier {
  let isAlive = true;
  socket.on("pong", () => {
    isAlive = true;
  });
  const pinging = setInterval(() => {
    if (!isAlive) socket.terminate();
    isAlive = false;
    socket.ping();
  }, PING_MS);
  pinging.unref();
  socket.on("close", () => clearInterval(pinging));
  socket.on("error", () => socket.terminate());
  return {
    send: (message) => {
      if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message));
    },
    onMessage: (listener) => {
      socket.on("message", (bytes, isBinary) => listener(isBinary ? undefined : readJson(bytes.toString())));
    },
    onClose: (listener) => void socket.on("close", listener),
    close: () => socket.close(),
  };
}

/** Undefined for what is no JSON: the dispatcher answers it as an invalid call. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
