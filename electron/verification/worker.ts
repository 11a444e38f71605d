/** Entry of a verification thread: holds the trust data it was last given, judges one file at a time. A failed self-test ends it. */
import { parentPort, workerData } from "node:worker_threads";
import { createIdleCollector } from "../app/collect-when-idle.ts";
import type { Examination } from "../app/ports/verifier.ts";
import { buildTrustSet, type TrustSet } from "../seal/trust-set.ts";
import { verifyDocument } from "../seal/verify.ts";
import { examine } from "./examine.ts";
import type { FromWorker, ToWorker, WorkerStart } from "./messages.ts";
import { platformCrypto } from "./platform-crypto.ts";
import { testArithmetic, testWholeFile } from "./self-test.ts";

testArithmetic();

const { policy } = workerData as WorkerStart;

let trust: TrustSet = buildTrustSet({ anchors: [], intermediates: [], crls: [] }, platformCrypto);

function say(message: FromWorker, given: readonly ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, given);
}

function answer(message: Extract<ToWorker, { kind: "examine" | "judge" }>): void {
  const { id, file, at } = message;
  try {
    if (message.kind === "examine") {
      const examination = examine(file, at, { trust, policy });
      say({ kind: "examined", id, examination }, buffersOf(examination.pdf));
    } else {
      const started = performance.now();
      const report = verifyDocument(file, { trust, at, policy });
      say({ kind: "judged", id, report, ms: performance.now() - started });
    }
  } catch (error) {
    say({ kind: "bug", id, message: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
}

/** A PDF as large as the file is handed over and not copied: the host loop would wait for the copy. */
function buffersOf(pdf: Examination["pdf"]): readonly ArrayBuffer[] {
  return Object.values(pdf?.blobs ?? {}).flatMap(({ bytes }) =>
    bytes.buffer instanceof ArrayBuffer ? bytes.buffer : [],
  );
}

const collectWhenIdle = createIdleCollector();

parentPort?.on("message", (message: ToWorker) => {
  switch (message.kind) {
    case "trust":
      trust = buildTrustSet(message.material, platformCrypto);
      return;
    case "examine":
    case "judge":
      answer(message);
      collectWhenIdle();
      return;
    case "self-test":
      testWholeFile();
      say({ kind: "self-tested" });
  }
});
