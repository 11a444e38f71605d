/** Worker: a picture file or a frame of the camera in, what stands in it out. The search takes longer than a frame. */
import type { Result } from "../../electron/domain/result.ts";
import { type Decoder, plainDecoder, type Reading } from "./code-reading.ts";
import { codeInPicture, pixelsOf } from "./picture-codes.ts";
import { prepareWasm, readCodes } from "./wasm-reading.ts";

export type CodeQuestion = { readonly picture: Blob } | { readonly frame: ImageBitmap };
export type CodeAnswer = { readonly code: Result<string> } | { readonly reading: Reading };

/** The build copies it beside the scripts and writes its address here. */
const MODULE = new URL("zxing-wasm/reader/zxing_reader.wasm", import.meta.url);

let decoder: Promise<Decoder> | undefined;

/** Once for a worker: the fallback stays when the module does not come. */
function chooseDecoder(): Promise<Decoder> {
  return prepareWasm({ url: MODULE.href }).then(
    () => readCodes,
    () => plainDecoder,
  );
}

async function answer(question: CodeQuestion): Promise<CodeAnswer> {
  decoder ??= chooseDecoder();
  const decode = await decoder;
  if ("picture" in question) return { code: await codeInPicture(question.picture, decode) };
  const pixels = pixelsOf(question.frame, 1);
  question.frame.close();
  return { reading: await decode(pixels) };
}

addEventListener("message", (event: MessageEvent<CodeQuestion>) => {
  answer(event.data).then(
    (found) => postMessage(found),
    (error: unknown) => reportError(error),
  );
});
