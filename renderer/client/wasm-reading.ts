/** zxing-cpp as WebAssembly: finds QR codes that are small, turned, blurred, inverted, or several in one picture. */
import { prepareZXingModule, type ReaderOptions, type ReadResult, readBarcodes } from "zxing-wasm/reader";
import type { Pixels, Reading } from "./code-reading.ts";

const OPTIONS: ReaderOptions = {
  formats: ["QRCode"],
  // As it stands in the code; the default would write control characters out.
  textMode: "Plain",
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  returnErrors: true,
  maxNumberOfSymbols: 8,
};

/** From where the compiled module comes: our own address, or its bytes. Without this the library would ask a foreign host. */
export type WasmSource = { readonly url: string } | { readonly bytes: ArrayBuffer };

/** To be awaited before the first reading. @throws where WebAssembly is missing or forbidden, or the file does not come. */
export async function prepareWasm(source: WasmSource): Promise<void> {
  const overrides = "url" in source ? { locateFile: () => source.url } : { wasmBinary: source.bytes };
  await prepareZXingModule({ overrides, fireImmediately: true });
}

export async function readCodes(pixels: Pixels): Promise<Reading> {
  // The library looks at data, width and height only.
  const found = await readBarcodes(pixels as ImageData, OPTIONS);
  const texts = [...new Set(found.filter(({ isValid }) => isValid).map(({ text }) => text))];
  const unread = texts.length > 0 ? [] : found.map((result) => sideOf(result) / Math.min(pixels.width, pixels.height));
  return unread.length > 0 ? { texts, unreadShare: Math.max(...unread) } : { texts };
}

function sideOf({ position: { topLeft, topRight, bottomLeft } }: ReadResult): number {
  const across = Math.hypot(topRight.x - topLeft.x, topRight.y - topLeft.y);
  return Math.max(across, Math.hypot(bottomLeft.x - topLeft.x, bottomLeft.y - topLeft.y));
}
