import { expect, test } from "vitest";
import { PHOTO_BYTES, PHOTO_WIDTH } from "../../../../electron/domain/person/photo.ts";
import { decodeSamplePhoto, samplePhoto } from "../../../../native-devices/virtual/sample-photo.ts";

const man = { name: "样例甲", number: "990101199003078711" };
const woman = { name: "样例乙", number: "99010119900307872X" };

async function drawn(person: typeof man): Promise<Uint8Array> {
  const photo = await decodeSamplePhoto(samplePhoto(person));
  if ("gap" in photo) throw new Error(photo.gap);
  return photo.pixels;
}

test("a virtual card has as many bytes for its photo as a real one", () => {
  expect(samplePhoto(man).length).toBe(1024);
});

test("its photo is drawn whole, and another for a woman than for a man", async () => {
  const [one, other] = [await drawn(man), await drawn(woman)];
  expect([one.length, other.length]).toEqual([PHOTO_BYTES, PHOTO_BYTES]);
  expect(one).not.toEqual(other);
});

test("it is marked: red strokes across the lower part and nowhere else", async () => {
  const pixels = await drawn(man);
  const rows = new Set<number>();
  for (let at = 0; at < PHOTO_BYTES; at += 3) {
    const [red = 0, green = 0] = pixels.subarray(at, at + 2);
    if (red > green + 60) rows.add(Math.floor(at / 3 / PHOTO_WIDTH));
  }
  expect(Math.min(...rows)).toBeGreaterThan(90);
  expect(rows.size).toBeGreaterThan(20);
});

test("the photo of a real card is not drawn", async () => {
  expect(await decodeSamplePhoto(new Uint8Array(1024).fill(0x57))).toEqual({ gap: "decoder-garbage" });
});
