/** Entry of a verification thread: holds the trust data it was last given, judges one file at a time. A failed self-test ends it. */
import { parentPort } from "node:worker_threads";
import { buildTrustSet, type TrustSet } from "../seal/trust-set.ts";
import { verifyDocument } from "../seal/verify.ts";
import { examine } from "./examine.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { testArithmetic, testWholeFile } from "./self-test.ts";

testArithmetic();

let trust: TrustSet = buildTrustSet({ anchors: [], intermediates: [], crls: [] });

function say(message: FromWorker): void {
  parentPort?.postMessage(message);
}

function answer(message: Extract<ToWorker, { kind: "examine" | "judge" }>): void {
  const { id, file, at } = message;
  try {
    if (message.kind === "examine") {
      say({ kind: "examined", id, examination: examine(file, at, trust) });
    } else {
      const started = performance.now();
      const report = verifyDocument(file, { trust, at });
      say({ kind: "judged", id, report, ms: performance.now() - started });
    }
  } catch (error) {
    say({ kind: "bug", id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

parentPort?.on("message", (message: ToWorker) => {
  switch (message.kind) {
    case "trust":
      trust = buildTrustSet(message.material);
      return;
    case "examine":
    case "judge":
      answer(message);
      return;
    case "self-test":
      testWholeFile();
      say({ kind: "self-tested" });
  }
});
