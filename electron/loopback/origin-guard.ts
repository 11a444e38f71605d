/**
 * Who may talk to the loopback host: exact Host and Origin against DNS rebinding, a random token in the first address that is
 * swapped for an HttpOnly cookie, one token for each window. Nothing is served without it.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export type LoopbackWindow = "clerk" | "citizen";

export interface OriginGuard {
  readonly origin: string;
  /** Address that opens a window the first time. */
  openingAddress(window: LoopbackWindow): string;
  isOwnHost(headers: IncomingHttpHeaders): boolean;
  /** For requests that carry one: browsers always send it with POST and with a WebSocket. */
  isOwnOrigin(headers: IncomingHttpHeaders): boolean;
  /** The window whose token this is; for the first address. */
  windowOfToken(token: string): LoopbackWindow | undefined;
  setCookie(window: LoopbackWindow): string;
  hasCookie(headers: IncomingHttpHeaders, window: LoopbackWindow): boolean;
}

const PATHS = { clerk: "/", citizen: "/citizen" } as const;

export function createOriginGuard(port: number): OriginGuard {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const tokens = { clerk: randomBytes(24).toString("base64url"), citizen: randomBytes(24).toString("base64url") };
  const cookieName = (window: LoopbackWindow) => `liangzheng-${window}-${port}`;
  return {
    origin,
    openingAddress: (window) => `${origin}/open?token=${tokens[window]}`,
    isOwnHost: (headers) => headers.host === host,
    isOwnOrigin: (headers) => headers.origin === origin,
    windowOfToken(token) {
      if (isSame(token, tokens.clerk)) return "clerk";
      return isSame(token, tokens.citizen) ? "citizen" : undefined;
    },
    setCookie: (window) => `${cookieName(window)}=${tokens[window]}; HttpOnly; SameSite=Strict; Path=/`,
    hasCookie(headers, window) {
      const cookies = (headers.cookie ?? "").split(";").map((part) => part.trim());
      return cookies.some((part) => isSame(part, `${cookieName(window)}=${tokens[window]}`));
    },
  };
}

export function pathOfWindow(window: LoopbackWindow): string {
  return PATHS[window];
}

function isSame(given: string, kept: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(kept)];
  return a.length === b.length && timingSafeEqual(a, b);
}
