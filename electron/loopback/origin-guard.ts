/**
 * Who may talk to the loopback host: exact Host and Origin against DNS rebinding, a random token in the first address that is
 * swapped for an HttpOnly cookie. Each window has an origin, tokens and a cookie of its own. Nothing is served without them.
 *
 * Two kinds of token, by who could read them. The address in the browser's command line, which every account of the machine
 * sees in the process list for as long as the window is open, is dead once it was used. The one that is printed, and handed to
 * the clerk's page for the citizen's window, is seen by nobody else; it opens as often as somebody closes a window.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

export type LoopbackWindow = "clerk" | "citizen";

export interface OriginGuard {
  readonly origin: string;
  /** Address that opens the window whenever there is none, as long as the terminal runs. Never for a command line. */
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
  /** A new address that opens the window once. */
  oneTimeAddress(): string;
  isToken(token: string): boolean;
  /** After this a token for one time is none any more. */
  spend(token: string): void;
  hasCookie(headers: IncomingHttpHeaders): boolean;
}

export function createOriginGuard(port: number, window: LoopbackWindow): OriginGuard {
  const host = `127.0.0.1:${port}`;
  const origin = `http://${host}`;
  const addressWith = (token: string) => `${origin}/open?token=${token}`;
  const lasting = randomToken();
  const once = new Set<string>();
  const cookie = `liangzheng-${window}-${port}=${randomToken()}`;
  return {
    origin,
    openingAddress: addressWith(lasting),
    setCookie: `${cookie}; HttpOnly; SameSite=Strict; Path=/`,
    isOwnHost: (headers) => headers.host === host,
    isOwnOrigin: (headers) => headers.origin === origin,
    isAskedByOwnPage: (headers) => ["same-origin", "none"].includes(String(headers["sec-fetch-site"] ?? "none")),
    oneTimeAddress() {
      const token = randomToken();
      once.add(token);
      return addressWith(token);
    },
    isToken: (given) => [lasting, ...once].some((token) => isSame(given, token)),
    spend: (token) => void once.delete(token),
    hasCookie: (headers) => (headers.cookie ?? "").split(";").some((part) => isSame(part.trim(), cookie)),
  };
}

function randomToken(): string {
  return randomBytes(24).toString("base64url");
}

function isSame(given: string, kept: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(kept)];
  return a.length === b.length && timingSafeEqual(a, b);
}
