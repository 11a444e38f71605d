/** The second composition root: the same terminal served on 127.0.0.1, for a local browser's window. */
import { fileURLToPath } from "node:url";
import type { Host } from "../host/open-host.ts";
import type { PassphraseDesk } from "../host/passphrase-desk.ts";
import { createAskingWindow } from "./asking-window.ts";
import { browserWindows } from "./browser.ts";
import { sweepProfiles } from "./profiles.ts";
import { type LoopbackServer, startLoopbackServer } from "./server.ts";

export interface HostWishes {
  /** Known once everything answers. */
  readonly citizenUrl: () => string | undefined;
  /** Asks for a passphrase in a window; absent where there is none, or somebody sits at the terminal that this was started from. */
  readonly ask?: (desk: PassphraseDesk) => void;
}

export interface ServeOptions {
  /** Made by the caller, because the citizen's address must be known to the host before it answers. */
  readonly openHost: (wishes: HostWishes) => Promise<Host | undefined>;
  /** `import.meta.url` of the running bundle: the screens lie beside it. */
  readonly bundle: string;
  readonly port: number;
  readonly withWindow: boolean;
  /** A passphrase is asked for where the program was started from. */
  readonly isAskedOnTerminal: boolean;
  /** Told the addresses once everything answers. */
  readonly onReady: (addresses: { readonly clerk: string; readonly citizen: string }, hasWindow: boolean) => void;
  /** Of what happens before there is a host. Returns what a page may be told of it. */
  readonly onBug: (error: unknown) => string;
}

/** Serves until `signal` or until its window is closed. False when the terminal could not be opened. */
export async function serveLoopback(options: ServeOptions, signal: AbortSignal): Promise<boolean> {
  void sweepProfiles();
  const screens = fileURLToPath(new URL("../renderer", options.bundle));
  let server: LoopbackServer | undefined;
  const askingWindows = options.withWindow && !options.isAskedOnTerminal ? browserWindows() : undefined;
  const asking = askingWindows && createAskingWindow({ ...options, windows: askingWindows, screens, signal });
  const citizenUrl = () => server?.openingAddress("citizen");
  const windows = options.withWindow ? browserWindows() : undefined;
  try {
    const host = await options.openHost({ citizenUrl, ...(asking ? { ask: asking.show } : {}) });
    if (!host) return false;
    server = await startLoopbackServer(host, screens, options.port);
    const addresses = { clerk: server.openingAddress("clerk"), citizen: server.openingAddress("citizen") };
    windows?.open(server.oneTimeAddress());
    options.onReady(addresses, windows !== undefined);
  } finally {
    await asking?.close();
  }
  await new Promise<void>((done) => {
    if (signal.aborted) return done();
    signal.addEventListener("abort", () => done(), { once: true });
    windows?.onClosed(done);
  });
  windows?.close();
  await server.close();
  return true;
}
