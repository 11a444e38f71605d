import { describe, expect, test } from "vitest";
import { buildCharacterMap } from "../../../../../electron/drawing/fonts/character-map.ts";
import { viewOf } from "../../../../../electron/drawing/fonts/sfnt.ts";

/** Groups of the one format 12 table, as first, last, glyph. */
function groupsOf(table: Uint8Array): number[][] {
  const view = viewOf(table);
  const count = view.getUint32(24);
  return Array.from({ length: count }, (_, i) => [0, 4, 8].map((part) => view.getUint32(28 + 12 * i + part)));
}

function table(platform: number, encoding: number, subtable: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(12 + 2 * subtable.length);
  const view = viewOf(bytes);
  view.setUint16(2, 1);
  view.setUint16(4, platform);
  view.setUint16(6, encoding);
  view.setUint32(8, 12);
  for (const [i, value] of subtable.entries()) view.setUint16(12 + 2 * i, value & 0xffff);
  return bytes;
}

describe("a character map with glyph codes", () => {
  test("gives every glyph a private character", () => {
    expect(groupsOf(buildCharacterMap(undefined, 5))).toEqual([[0xf0000, 0xf0004, 0]]);
  });

  test("keeps the characters of a segment map", () => {
    // Two segments: A..C by delta, and the closing one.
    const segments = [4, 32, 0, 4, 0, 0, 0, 0x43, 0xffff, 0, 0x41, 0xffff, 10 - 0x41, 1, 0, 0];
    expect(groupsOf(buildCharacterMap(table(3, 1, segments), 100))).toEqual([
      [0x41, 0x43, 10],
      [0xf0000, 0xf0000 + 99, 0],
    ]);
  });

  test("keeps the characters of a segment map with a glyph list", () => {
    const segments = [4, 36, 0, 4, 0, 0, 0, 0x42, 0xffff, 0, 0x41, 0xffff, 0, 1, 4, 0, 7, 3];
    expect(groupsOf(buildCharacterMap(table(3, 1, segments), 100)).slice(0, 2)).toEqual([
      [0x41, 0x41, 7],
      [0x42, 0x42, 3],
    ]);
  });

  test("keeps the characters of a trimmed map", () => {
    expect(groupsOf(buildCharacterMap(table(0, 3, [6, 14, 0, 0x61, 2, 4, 5]), 100))[0]).toEqual([0x61, 0x62, 4]);
  });

  test("leaves out glyphs that the font does not have", () => {
    expect(groupsOf(buildCharacterMap(table(0, 3, [6, 12, 0, 0x61, 1, 200]), 100))).toEqual([
      [0xf0000, 0xf0000 + 99, 0],
    ]);
  });

  test("goes on without the characters of a map that cannot be read", () => {
    expect(groupsOf(buildCharacterMap(Uint8Array.of(0, 0, 0, 9, 0, 3), 1))).toEqual([[0xf0000, 0xf0000, 0]]);
  });
});
