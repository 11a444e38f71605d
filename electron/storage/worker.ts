/** Entry of the thread that owns the database file: opens it, says how that went, then answers calls in the order they come. */
import { parentPort, workerData } from "node:worker_threads";
import { createIdleCollector } from "../app/collect-when-idle.ts";
import { createCallHandler } from "./call-handler.ts";
import { type AnswerMessage, bugOf, type CallMessage } from "./call-message.ts";
import type { ColumnCipher } from "./column-cipher.ts";
import { fileKeyRing } from "./file-key-ring.ts";
import { keyFileOf } from "./key-file.ts";
import { type KeyRingEnd, remoteKeyRing } from "./key-ring-bridge.ts";
import { openStorage } from "./open-storage.ts";

export interface StorageWorkerData {
  readonly file: string;
  readonly terminalId: string;
  readonly cipher?: ColumnCipher | undefined;
  /** Absent: the key file beside the database. */
  readonly keyRing?: KeyRingEnd;
}

function serve(port: NonNullable<typeof parentPort>, { file, terminalId, cipher, keyRing }: StorageWorkerData): void {
  const keys = keyRing ? remoteKeyRing(keyRing) : fileKeyRing(keyFileOf(file));
  const opened = openStorage({ file, terminalId, cipher, keys, now: Date.now });
  const post = (answer: AnswerMessage): void => port.postMessage(answer, bytesToMove(answer));
  if (!opened.ok) {
    post({ id: 0, result: opened });
    return;
  }
  const handle = createCallHandler(opened.value);
  const collectWhenIdle = createIdleCollector();
  port.on("message", async ({ id, method, args }: CallMessage) => {
    try {
      post({ id, result: await handle(method, args) });
    } catch (error) {
      post({ id, bug: bugOf(error) });
    }
    collectWhenIdle();
    if (method === "close") port.close();
  });
  post({ id: 0, result: { ok: true } });
}

/** License bodies are moved to the other thread, not copied. Bytes that share a buffer with others have to be copied. */
function bytesToMove(answer: AnswerMessage): ArrayBuffer[] {
  const value = "result" in answer ? Reflect.get(Object(answer.result), "value") : undefined;
  if (!(value instanceof Uint8Array) || !(value.buffer instanceof ArrayBuffer)) return [];
  return value.byteLength === value.buffer.byteLength ? [value.buffer] : [];
}

if (parentPort) serve(parentPort, workerData);
