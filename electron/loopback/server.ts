/** The terminal's two origins: screens, documents and the contract's WebSocket, for windows that hold a token. */
import type { WebSocket } from "ws";
import { MAX_PRESENTED_BYTES } from "../contract/counter.ts";
import type { Host } from "../host/open-host.ts";
import { answerWindow } from "../host/window-files.ts";
import { webSocketHostCarrier } from "../transport/websocket-host.ts";
import { createRateLimit } from "./rate-limit.ts";
import { openSite, type Site } from "./site.ts";

type TerminalWindow = "clerk" | "citizen";

export interface LoopbackServer {
  /** Of the clerk's window. */
  readonly port: number;
  /** To be printed, or handed to a page. */
  openingAddress(window: TerminalWindow): string;
  /** Of the clerk's window, for a command line: good for one time. */
  oneTimeAddress(): string;
  close(): Promise<void>;
}

const PATHS = {
  clerk: { page: "/", socket: "/contract" },
  citizen: { page: "/citizen", socket: "/citizen/contract" },
} as const satisfies Record<TerminalWindow, object>;
/** Calls of one window; the fastest hands and readers make a few a second. */
const CALLS = { burst: 400, perSecond: 100 };
/** RFC 6455 section 7.4.1. */
const POLICY_VIOLATION = 1008;

/** @param port of the clerk's window, 0 = any free one; the citizen's has any free one. */
export async function startLoopbackServer(host: Host, screens: string, port: number): Promise<LoopbackServer> {
  const clerk = await openSite(siteOf(host, screens, "clerk"), port);
  const citizen = await openSite(siteOf(host, screens, "citizen"), 0);
  return {
    port: clerk.port,
    openingAddress: (window) => (window === "clerk" ? clerk : citizen).openingAddress,
    oneTimeAddress: clerk.oneTimeAddress,
    async close() {
      await Promise.all([clerk.close(), citizen.close()]);
    },
  };
}

function siteOf(host: Host, screens: string, window: TerminalWindow): Site {
  const { page, socket } = PATHS[window];
  return {
    window,
    page,
    maxBodyBytes: MAX_PRESENTED_BYTES,
    answer: (request, connect) => answerWindow(window, { parts: host.parts, screens, connect }, request),
    socket: {
      path: socket,
      onConnection(ws) {
        closeWhenTooMany(ws);
        host.dispatcher.connect(webSocketHostCarrier(ws), window);
      },
    },
    onBug: (error) => host.onBug(error, "http"),
  };
}

function closeWhenTooMany(socket: WebSocket): void {
  const calls = createRateLimit(CALLS);
  socket.on("message", () => {
    if (calls.take()) return;
    // A closing socket goes on telling what comes until the other side closes too, and need not do so.
    socket.removeAllListeners("message");
    socket.close(POLICY_VIOLATION, "too many calls");
  });
}
