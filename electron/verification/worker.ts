/** Entry of a verification thread: holds the trust data it was last given, judges one file at a time. */
import { parentPort } from "node:worker_threads";
import { buildTrustSet, type TrustSet } from "../seal/trust-set.ts";
import { examine } from "./examine.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { selfTest } from "./self-test.ts";

selfTest();

let trust: TrustSet = buildTrustSet({ anchors: [], intermediates: [], crls: [] });

function answer(message: Extract<ToWorker, { kind: "examine" }>): FromWorker {
  try {
    return { kind: "examined", id: message.id, examination: examine(message.file, message.at, trust) };
  } catch (error) {
    return {
      kind: "bug",
      id: message.id,
      message: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

parentPort?.on("message", (message: ToWorker) => {
  if (message.kind === "trust") trust = buildTrustSet(message.material);
  else parentPort?.postMessage(answer(message));
});
