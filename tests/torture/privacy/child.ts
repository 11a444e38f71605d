/** The terminal that is searched: the real host with its threads and its device process, served on 127.0.0.1. */

// The threads are watched before anything starts one.
import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { writeHeapSnapshot } from "node:v8";
import { spawnNodeDeviceProcess } from "../../../electron/devices/spawn-node.ts";
import { ok } from "../../../electron/domain/result.ts";
import { COLLECTION_FLAGS, exposeCollection } from "../../../electron/host/collection.ts";
import { openHost } from "../../../electron/host/open-host.ts";
import { startLoopbackServer } from "../../../electron/loopback/server.ts";
import { sourceEntries } from "../../helpers/host/open-test-host.ts";
import { value } from "../../integration/storage-sample.ts";
import type { Work } from "../host/counter-at-work.ts";
import { runningThreads } from "./watched-threads.ts";

const [folder = "", snapshots = "", idleLockMs = ""] = process.argv.slice(2);
const { setting }: Work = JSON.parse(readFileSync(join(folder, "work.json"), "utf8"));
exposeCollection();
const host = value(
  await openHost({
    setting: {
      ...setting,
      idleLockMs: Number(idleLockMs),
      // The virtual readers are a part of training; the people of the province stay in the other process.
      training: { cast: async () => ok([]), scan: async () => ok("paste"), misbehave: async () => ok(undefined) },
    },
    dataDir: join(folder, "terminal"),
    entries: sourceEntries,
    version: "torture",
    startDevices: spawnNodeDeviceProcess({
      entry: fileURLToPath(sourceEntries.deviceProcess),
      nodeFlags: [...COLLECTION_FLAGS, "--heapsnapshot-signal=SIGUSR2", `--diagnostic-dir=${snapshots}`],
    }),
  }),
);
const server = await startLoopbackServer(host, join(folder, "no-screens"), 0);

const orders: Readonly<Record<string, () => Promise<unknown>>> = {
  "back-up": async () => value(await host.parts.storage.backUp(Date.now())),
  snapshots: async () => {
    writeHeapSnapshot(join(snapshots, "main.heapsnapshot"));
    for (const [at, thread] of runningThreads().entries()) {
      await pipeline(await thread.getHeapSnapshot(), createWriteStream(join(snapshots, `thread-${at}.heapsnapshot`)));
    }
  },
  stop: async () => {
    await server.close();
    await host.close();
  },
};

// It never outlives the torture.
process.on("disconnect", () => process.exit());
process.on("message", async (order: string) => {
  await orders[order]?.();
  process.send?.({ done: order });
  if (order === "stop") process.disconnect();
});
process.send?.({ clerk: server.openingAddress("clerk") });
