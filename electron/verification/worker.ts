/** Entry of a verification thread: holds the trust data it was last given, judges one file at a time. A failed self-test ends it. */
import { parentPort, workerData } from "node:worker_threads";
import { buildTrustSet, type TrustSet } from "../seal/trust-set.ts";
import { examine } from "./examine.ts";
import type { FromWorker, ToWorker, WorkerStart } from "./messages.ts";
import { platformCrypto } from "./platform-crypto.ts";
import { testArithmetic, testWholeFile } from "./self-test.ts";

testArithmetic();

const { policy } = workerData as WorkerStart;

let trust: TrustSet = buildTrustSet({ anchors: [], intermediates: [], crls: [] }, platformCrypto);

function say(message: FromWorker): void {
  parentPort?.postMessage(message);
}

function judge({ id, file, at }: Extract<ToWorker, { kind: "examine" }>): void {
  try {
    say({ kind: "examined", id, examination: examine(file, at, { trust, policy }) });
  } catch (error) {
    say({ kind: "bug", id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

parentPort?.on("message", (message: ToWorker) => {
  switch (message.kind) {
    case "trust":
      trust = buildTrustSet(message.material, platformCrypto);
      return;
    case "examine":
      judge(message);
      return;
    case "self-test":
      testWholeFile();
      say({ kind: "self-tested" });
  }
});
