/** The decoder of the screens as a test or bench in Node loads it: from the package's own file. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { prepareWasm } from "../../../renderer/client/wasm-reading.ts";

const FILE = fileURLToPath(import.meta.resolve("zxing-wasm/reader/zxing_reader.wasm"));

export async function prepareWasmFromDisk(): Promise<void> {
  await prepareWasm({ bytes: new Uint8Array(readFileSync(FILE)).buffer });
}
