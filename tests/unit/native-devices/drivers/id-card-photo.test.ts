import { describe, expect, test } from "vitest";
import { DECODER_FAILURES, PHOTO_BYTES } from "../../../../electron/domain/person/photo.ts";
import type { PhotoDecoder } from "../../../../native-devices/photo/photo-decoder.ts";
import { citizenNumber, citizenValues, writeCardText } from "../../../emulators/id-card-reader/card-text.ts";
import { open, told } from "./opened-reader.ts";

const citizenText = writeCardText(citizenValues);

describe("the photo", () => {
  const pixels = () => Uint8Array.from({ length: PHOTO_BYTES }, (_, at) => at % 251);
  const base64 = Buffer.from(pixels()).toString("base64");

  test("comes with the reading, and its bytes are overwritten here", async () => {
    const given = pixels();
    const seen: Uint8Array[] = [];
    let raw: Uint8Array | undefined;
    const decodePhoto: PhotoDecoder = async (wlt) => {
      seen.push(wlt.slice());
      raw = wlt;
      return { pixels: given };
    };
    const { reader, readings, clock } = await open({ decodePhoto });
    reader.lay({ text: citizenText, photo: new Uint8Array(1024).fill(0x33) });
    await clock.advance(1000);
    expect(readings).toMatchObject([{ kind: "card", photo: { pixels: base64 }, warnings: [] }]);
    expect(seen).toEqual([new Uint8Array(1024).fill(0x33)]);
    expect([...given, ...(raw ?? [1])].every((byte) => byte === 0)).toBe(true);
  });

  test("that nobody can decode is no fault of the card", async () => {
    const { reader, readings, clock } = await open();
    reader.lay({ text: citizenText });
    await clock.advance(1000);
    expect(readings).toMatchObject([{ kind: "card", photo: { gap: "no-decoder" }, warnings: [] }]);
  });

  test("that the card has not is not asked for", async () => {
    const { reader, readings, clock } = await open({ decodePhoto: () => Promise.reject(new Error("asked")) });
    reader.lay({ text: citizenText, photo: new Uint8Array(0) });
    await clock.advance(1000);
    expect(readings).toMatchObject([{ kind: "card", photo: { gap: "none-on-card" }, warnings: [] }]);
  });

  test.each(DECODER_FAILURES)("that came to nothing costs the picture and not the card: %s", async (gap) => {
    const { reader, readings, clock } = await open({ decodePhoto: async () => ({ gap }) });
    reader.lay({ text: citizenText });
    await clock.advance(1000);
    expect(readings).toMatchObject([
      { kind: "card", photo: { gap }, warnings: [{ code: "photo-unread", detail: gap }] },
    ]);
  });

  test("is decoded once for each presentation", async () => {
    let asked = 0;
    const decodePhoto: PhotoDecoder = async () => {
      asked += 1;
      return { pixels: pixels() };
    };
    const { reader, readings, clock } = await open({ decodePhoto, misbehaviour: { findsAgain: true } });
    reader.lay({ text: citizenText });
    await clock.advance(5000);
    expect(told(readings)).toEqual([citizenNumber]);
    expect(asked).toBe(1);
  });

  test("that comes after the reader was closed is told to nobody", async () => {
    const { reader, readings, clock, driver } = await open({
      decodePhoto: () => new Promise((resolve) => clock.after(1500, () => resolve({ pixels: pixels() }))),
    });
    reader.lay({ text: citizenText });
    await clock.advance(1000);
    await driver.close();
    await clock.advance(3000);
    expect(readings).toEqual([]);
  });
});
