/**
 * Tables that a font on the screen must have and that subsets embedded in OFD files lack (ISO/IEC 14496-22 §5.2). Their
 * figures do not show: every glyph of a license stands where its TextCode puts it, so no advance or line height is used.
 */
import { viewOf } from "./sfnt.ts";

export function synthesizeHead(unitsPerEm: number): Uint8Array {
  const table = new Uint8Array(54);
  const view = viewOf(table);
  view.setUint32(0, 0x00010000);
  view.setUint32(12, 0x5f0f3cf5);
  view.setUint16(18, unitsPerEm);
  view.setInt16(36, -unitsPerEm);
  view.setInt16(38, -unitsPerEm);
  view.setInt16(40, unitsPerEm);
  view.setInt16(42, unitsPerEm);
  view.setUint16(46, 8);
  view.setInt16(48, 2);
  return table;
}

export function synthesizeHhea(unitsPerEm: number): Uint8Array {
  const table = new Uint8Array(36);
  const view = viewOf(table);
  view.setUint32(0, 0x00010000);
  view.setInt16(4, Math.round(unitsPerEm * 0.88));
  view.setInt16(6, -Math.round(unitsPerEm * 0.12));
  view.setUint16(10, unitsPerEm);
  view.setInt16(18, 1);
  view.setUint16(34, 1);
  return table;
}

/** One full advance for the first glyph, shared by the rest, and a zero side bearing for each. */
export function synthesizeHmtx(unitsPerEm: number, glyphCount: number): Uint8Array {
  const table = new Uint8Array(4 + 2 * Math.max(0, glyphCount - 1));
  viewOf(table).setUint16(0, unitsPerEm);
  return table;
}

export function synthesizeMaxp(glyphCount: number): Uint8Array {
  const table = new Uint8Array(6);
  const view = viewOf(table);
  view.setUint32(0, 0x00005000);
  view.setUint16(4, glyphCount);
  return table;
}

export function synthesizeOs2(unitsPerEm: number): Uint8Array {
  const table = new Uint8Array(96);
  const view = viewOf(table);
  view.setUint16(0, 3);
  view.setInt16(2, unitsPerEm);
  view.setUint16(4, 400);
  view.setUint16(6, 5);
  view.setUint16(62, 0x40);
  view.setUint16(64, 0x20);
  view.setUint16(66, 0xffff);
  view.setInt16(68, Math.round(unitsPerEm * 0.88));
  view.setInt16(70, -Math.round(unitsPerEm * 0.12));
  view.setUint16(74, unitsPerEm);
  view.setUint16(76, Math.round(unitsPerEm * 0.12));
  return table;
}

/** No names at all. */
export function synthesizeName(): Uint8Array {
  const table = new Uint8Array(6);
  viewOf(table).setUint16(4, 6);
  return table;
}

/** Version 3: no glyph names. */
export function synthesizePost(): Uint8Array {
  const table = new Uint8Array(32);
  viewOf(table).setUint32(0, 0x00030000);
  return table;
}
