/**
 * Who may talk to the loopback host: exact Host and Origin against DNS rebinding, a random token in the first address that is
 * swapped for an HttpOnly cookie. Each window has an origin, a token and a cookie of its own. Nothing is served without them.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/** `passphrase` asks before there is a terminal. */
export type LoopbackWindow = "clerk" | "citizen" | "passphrase";

export interface OriginGuard {
  readonly origin: string;
  /** Address that opens the window the first time. */
  readonly openingAddress: string;
  readonly setCookie: string;
  isOwnHost(headers: IncomingHttpHeaders): boolean;
  /** For requests that carry one: browsers always send it with POST and with a WebSocket. */
  isOwnOrigin(headers: IncomingHttpHeaders): boolean;
  /**
   * False for what a page of another origin asks, be it the other window's: cookies go by host and know no port. Fetch Metadata
   * (W3C) section 2.3; browsers send it to 127.0.0.1, other programs do not.
   */
  isAskedByOwnPage(headers: IncomingHttpHeaders): boolean;
  isToken(token: string): boolean;
  hasCookie(headers: IncomingHttpHeaders): boolean;
}

export function createOriginGuard(port: number, window: LoopbackWindow): OriginGuard {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const token = randomBytes(24).toString("base64url");
  const cookie = `liangzheng-${window}-${port}=${token}`;
  return {
    origin,
    openingAddress: `${origin}/open?token=${token}`,
    setCookie: `${cookie}; HttpOnly; SameSite=Strict; Path=/`,
    isOwnHost: (headers) => headers.host === host,
    isOwnOrigin: (headers) => headers.origin === origin,
    isAskedByOwnPage: (headers) => ["same-origin", "none"].includes(String(headers["sec-fetch-site"] ?? "none")),
    isToken: (given) => isSame(given, token),
    hasCookie: (headers) => (headers.cookie ?? "").split(";").some((part) => isSame(part.trim(), cookie)),
  };
}

function isSame(given: string, kept: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(kept)];
  return a.length === b.length && timingSafeEqual(a, b);
}
