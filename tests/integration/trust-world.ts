/**
 * A publisher and a terminal for tests of trust data over time: bundles over real HTTP, a real folder, the real refresh job
 * and the real verifier; only the clock is turned by the test. Certificates, lists and the license come from the seal factory.
 */
import { mkdtemp, rm } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TrustSource } from "../../electron/app/ports/province.ts";
import { fault } from "../../electron/domain/fault.ts";
import { failed } from "../../electron/domain/result.ts";
import { ageBand } from "../../electron/domain/trust-age/outage-policy.ts";
import type { VerificationReport } from "../../electron/seal/report.ts";
import { buildTrustSet } from "../../electron/seal/trust-set.ts";
import { verifyDocument } from "../../electron/seal/verify.ts";
import { startTrustRefresh, type TrustRefresh } from "../../electron/trust/refresh.ts";
import { type FileTrustStore, openTrustStore } from "../../electron/trust/trust-store.ts";
import { startScriptedServer } from "../helpers/scripted-server.ts";
import { sealedLicense } from "../helpers/seal-factory/ofd.ts";
import { createPki, DAY, issueLists, type ListChanges, NOW } from "../helpers/seal-factory/pki.ts";
import { asBase64, newKey, sealBundle, type TestKey } from "../helpers/trust-bundle.ts";
import { connect } from "./province-setup.ts";

const pki = createPki();
export const license = sealedLicense({ pki });
export const publisher = newKey();
const iso = (at: number) => new Date(at).toISOString().replace("Z", "+00:00");

export interface Edition {
  readonly issue: number;
  /** When it is made; its lists are of the same time. */
  readonly at: number;
  /** Of the authority's list and the bundle; a week when absent. */
  readonly nextUpdate?: number;
  readonly lists?: ListChanges;
  readonly key?: TestKey;
  readonly changes?: Readonly<Record<string, unknown>>;
}

/** Revokes the license's signer before it sealed. */
export const SIGNER_REVOKED: NonNullable<ListChanges["authority"]> = {
  revoked: [{ serial: pki.signer.serial, at: NOW - 60 * DAY }],
};

export function edition({
  issue,
  at,
  nextUpdate = at + 7 * DAY,
  lists,
  key = publisher,
  changes,
}: Edition): Uint8Array {
  const times = { thisUpdate: at, nextUpdate };
  const crls = issueLists(pki, { root: { ...times, ...lists?.root }, authority: { ...times, ...lists?.authority } });
  return sealBundle(key, {
    issue,
    issuedAt: iso(at),
    nextUpdate: iso(nextUpdate),
    publisher: "虚构省",
    anchors: [asBase64(pki.root.certificate)],
    intermediates: [asBase64(pki.authority.certificate)],
    crls: crls.map(asBase64),
    sampleSigners: [],
    ...changes,
  });
}

export interface TrustWorld {
  readonly folder: string;
  readonly store: FileTrustStore;
  readonly refresh: TrustRefresh;
  readonly asked: { readonly tag: unknown; readonly at: number }[];
  now(): number;
  /** Timers run by what has passed and not by the clock: they are not moved by this. */
  turnClock(to: number): void;
  /** From now on the province serves this, under a tag of its own. */
  publish(bytes: Uint8Array): void;
  /** From now on every request is answered so. @param script gets the tag that was sent. */
  answer(script: (response: ServerResponse, tag: unknown) => void): void;
  setReachable(isReachable: boolean): void;
  /** Lets time pass: every timer runs at its time and its work is waited for. */
  pass(ms: number): Promise<void>;
  /** What the license is worth now. */
  verdict(): VerificationReport;
  band(): ReturnType<typeof ageBand>;
  close(): Promise<void>;
}

/** The first request of the refresh job has been answered when this returns. */
export async function openTrustWorld(first: Uint8Array | undefined, at = NOW): Promise<TrustWorld> {
  const folder = await mkdtemp(join(tmpdir(), "trust-world-"));
  const server = await startScriptedServer();
  const province = connect(server.origin);
  const clock = { now: at };
  const asked: { tag: unknown; at: number }[] = [];
  let isReachable = true;
  let script: ((response: ServerResponse, tag: unknown) => void) | undefined;
  let timer: { at: number; run: () => void } | undefined;
  server.on("GET /trust/v1/bundle", ({ headers }, response) => {
    asked.push({ tag: headers["if-none-match"], at: clock.now });
    if (script) script(response, headers["if-none-match"]);
    else response.writeHead(503).end();
  });
  const publish = (bytes: Uint8Array) => {
    const tag = `"${bytes.length}-${Math.random()}"`;
    script = (response, known) =>
      known === tag ? response.writeHead(304).end() : response.writeHead(200, { etag: tag }).end(bytes);
  };
  if (first) publish(first);
  const source: TrustSource = {
    fetch: async (tag, signal) =>
      isReachable ? province.trust.fetch(tag, signal) : failed(fault("province.unreachable", { reason: "cut" })),
  };
  const store = await openTrustStore({ folder, publishers: [publisher.point] });
  const bugs: unknown[] = [];
  const refresh = startTrustRefresh({
    source,
    store,
    now: () => clock.now,
    random: () => 0,
    timers: {
      after(ms, run) {
        const set = { at: clock.now + ms, run };
        timer = set;
        return () => {
          if (timer === set) timer = undefined;
        };
      },
    },
    onBug: (error) => bugs.push(error),
  });
  /** No timer is set while an attempt is under way. */
  const settle = async () => {
    for (let turns = 0; timer === undefined && turns < 2_000; turns += 1)
      await new Promise((done) => setTimeout(done, 1));
    if (bugs.length > 0) throw bugs[0];
  };
  await settle();
  return {
    folder,
    store,
    refresh,
    asked,
    now: () => clock.now,
    turnClock(to) {
      if (timer) timer.at += to - clock.now;
      clock.now = to;
    },
    publish,
    answer(given) {
      script = given;
    },
    setReachable(value) {
      isReachable = value;
    },
    async pass(ms) {
      const end = clock.now + ms;
      for (let next = timer; next && next.at <= end; next = timer) {
        timer = undefined;
        clock.now = Math.max(clock.now, next.at);
        next.run();
        await settle();
      }
      clock.now = end;
    },
    verdict: () => verifyDocument(license, { trust: buildTrustSet(store.current()), at: clock.now }),
    band() {
      const { listsAsOf } = store.status();
      return ageBand(listsAsOf === undefined ? undefined : clock.now - listsAsOf);
    },
    async close() {
      refresh.stop();
      province.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
