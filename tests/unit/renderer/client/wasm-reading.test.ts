/** What the WebAssembly decoder reads that the plain one cannot, and what it says of a code that it sees and cannot read. */
import { beforeAll, describe, expect, test } from "vitest";
import { plainDecoder } from "../../../../renderer/client/code-reading.ts";
import { readCodes } from "../../../../renderer/client/wasm-reading.ts";
import { blurred } from "../../../helpers/codes/code-damage.ts";
import { drawCode, toPixels } from "../../../helpers/codes/code-picture.ts";
import { prepareWasmFromDisk } from "../../../helpers/codes/wasm-decoder.ts";

const CODE = "SFM:4QX9-2207-KD81";
const SIZE = { width: 640, height: 480, module: 6 };

describe("a frame of the camera", () => {
  beforeAll(prepareWasmFromDisk);

  test("with a code in it is read by both decoders", async () => {
    const pixels = toPixels(drawCode(CODE, SIZE));
    expect([await readCodes(pixels), await plainDecoder(pixels)]).toEqual([{ texts: [CODE] }, { texts: [CODE] }]);
  });

  test.each([
    ["turned by 45°", { turn: 45 }],
    ["tilted", { tilt: 0.35 }],
    ["with little contrast", { dark: 110, light: 140 }],
    ["white on black", { dark: 230, light: 25 }],
  ])("is read when the code is %s", async (_name, change) => {
    expect(await readCodes(toPixels(drawCode(CODE, { ...SIZE, ...change })))).toEqual({ texts: [CODE] });
  });

  test("with two codes in it gives both, and the same code twice once", async () => {
    const left = { ...SIZE, at: [160, 240] as const };
    const right = { ...SIZE, at: [480, 240] as const };
    const two = await readCodes(toPixels(drawCode("SFM:OTHER-0002", right, drawCode(CODE, left))));
    expect(new Set(two.texts)).toEqual(new Set([CODE, "SFM:OTHER-0002"]));
    expect(await readCodes(toPixels(drawCode(CODE, right, drawCode(CODE, left))))).toEqual({ texts: [CODE] });
  });

  test("keeps the control characters of a code as they are", async () => {
    const text = "SFM:A\u001dB";
    expect(await readCodes(toPixels(drawCode(text, SIZE)))).toEqual({ texts: [text] });
  });

  test("with a code that is too blurred says how large it is", async () => {
    const gray = blurred(drawCode(CODE, { ...SIZE, module: 4 }), 6);
    const { texts, unreadShare } = await readCodes(toPixels(gray));
    expect(texts).toEqual([]);
    expect(unreadShare).toBeGreaterThan(0.15);
    expect(unreadShare).toBeLessThan(0.3);
  });

  test("without a code gives nothing", async () => {
    const desk = { data: new Float32Array(640 * 480).fill(96), width: 640, height: 480 };
    expect(await readCodes(toPixels(desk))).toEqual({ texts: [] });
  });
});
