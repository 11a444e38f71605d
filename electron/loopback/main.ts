/** The second composition root: the same terminal served on 127.0.0.1, for a local browser's window. */
import { fileURLToPath } from "node:url";
import type { Host } from "../host/open-host.ts";
import { browserWindows } from "./browser.ts";
import { sweepProfiles } from "./profiles.ts";
import { type LoopbackServer, startLoopbackServer } from "./server.ts";

export interface ServeOptions {
  /** Made by the caller, because the citizen's address must be known to the host before it answers. */
  readonly openHost: (citizenUrl: () => string | undefined) => Promise<Host | undefined>;
  /** `import.meta.url` of the running bundle: the screens lie beside it. */
  readonly bundle: string;
  readonly port: number;
  readonly withWindow: boolean;
  /** Told the addresses once everything answers. */
  readonly onReady: (addresses: { readonly clerk: string; readonly citizen: string }, hasWindow: boolean) => void;
}

/** Serves until `signal` or until its window is closed. False when the terminal could not be opened. */
export async function serveLoopback(options: ServeOptions, signal: AbortSignal): Promise<boolean> {
  void sweepProfiles();
  let server: LoopbackServer | undefined;
  const host = await options.openHost(() => server?.openingAddress("citizen"));
  if (!host) return false;
  const screens = fileURLToPath(new URL("../renderer", options.bundle));
  server = await startLoopbackServer(host, screens, options.port);
  const addresses = { clerk: server.openingAddress("clerk"), citizen: server.openingAddress("citizen") };
  const windows = options.withWindow ? browserWindows() : undefined;
  windows?.open(server.oneTimeAddress());
  options.onReady(addresses, windows !== undefined);
  await new Promise<void>((done) => {
    signal.addEventListener("abort", () => done(), { once: true });
    windows?.onClosed(done);
  });
  windows?.close();
  await server.close();
  return true;
}
