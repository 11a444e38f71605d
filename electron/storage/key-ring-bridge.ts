/**
 * Lets the storage worker use a key ring that lives in the main thread (the keystore of the operating system is reachable only
 * there). The worker asks and sleeps until the answer lies in its port, as opening a database is synchronous.
 */
import { type MessagePort, receiveMessageOnPort } from "node:worker_threads";
import type { Result } from "../domain/result.ts";
import { type Bug, bugOf, errorOf } from "./call-message.ts";
import type { KeyLevel, KeyRing } from "./keys.ts";
import { StorageFailure, storageFault } from "./storage-fault.ts";

/** The worker's end; goes to it as worker data. */
export interface KeyRingEnd {
  readonly level: KeyLevel;
  readonly port: MessagePort;
  /** One 32-bit flag: 0 asked, 1 answered. */
  readonly answered: Int32Array<SharedArrayBuffer>;
}

interface Question {
  readonly work: "wrap" | "unwrap" | "is-current";
  readonly bytes: Uint8Array;
}

type Answer = { readonly result: Result<Uint8Array> } | { readonly bug: Bug };

/** Long enough for a keystore that asks its user to unlock it. */
const ANSWER_TIMEOUT_MS = 120_000;

/** In the main thread. The caller closes the port when the storage is open: keys are used only then. */
export function serveKeyRing(ring: KeyRing, port: MessagePort, answered: KeyRingEnd["answered"]): void {
  port.on("message", (question: Question) => {
    port.postMessage(answer(ring, question));
    Atomics.store(answered, 0, 1);
    Atomics.notify(answered, 0);
  });
}

function answer(ring: KeyRing, { work, bytes }: Question): Answer {
  try {
    if (work === "unwrap") return { result: ring.unwrap(bytes) };
    if (work === "wrap") return { result: { ok: true, value: ring.wrap(bytes) } };
    return { result: { ok: true, value: Uint8Array.of(ring.isCurrent?.(bytes) === false ? 0 : 1) } };
  } catch (error) {
    if (error instanceof StorageFailure) return { result: { ok: false, fault: error.fault } };
    return { bug: bugOf(error) };
  }
}

/** In the worker. */
export function remoteKeyRing({ level, port, answered }: KeyRingEnd): KeyRing {
  function ask(question: Question): Result<Uint8Array> {
    Atomics.store(answered, 0, 0);
    port.postMessage(question);
    if (Atomics.wait(answered, 0, 0, ANSWER_TIMEOUT_MS) === "timed-out") {
      return { ok: false, fault: storageFault("key", { reason: "timed-out" }) };
    }
    const message: Answer | undefined = receiveMessageOnPort(port)?.message;
    if (!message) throw new Error("the key ring answered nothing");
    if ("bug" in message) throw errorOf(message.bug);
    return message.result;
  }
  return {
    level,
    wrap(bytes) {
      const result = ask({ work: "wrap", bytes });
      if (!result.ok) throw new StorageFailure(result.fault);
      return result.value;
    },
    unwrap: (bytes) => ask({ work: "unwrap", bytes }),
    isCurrent(bytes) {
      const result = ask({ work: "is-current", bytes });
      if (!result.ok) throw new StorageFailure(result.fault);
      return result.value[0] === 1;
    },
  };
}
