/** Addresses that never leave this computer. */

const HOSTS: ReadonlySet<string> = new Set(["127.0.0.1", "[::1]", "localhost"]);

/** Plain `ws:` or `http:` on a loopback address, without a user or a password in it. */
export function isLoopbackUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !HOSTS.has(url.hostname) || url.username !== "" || url.password !== "") return false;
  return url.protocol === "ws:" || url.protocol === "http:";
}
