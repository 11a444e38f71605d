/** Text of each page of a PDF as Chromium writes it (PDF 1.4: plain objects, Flate streams, ToUnicode for every font). */
import { inflateSync } from "node:zlib";

type Objects = ReadonlyMap<number, { readonly head: string; readonly stream?: string }>;

export function pdfPages(pdf: Uint8Array): readonly string[] {
  const objects = readObjects(Buffer.from(pdf).toString("latin1"));
  return [...objects.values()]
    .filter(({ head }) => /\/Type \/Page\b(?!s)/.test(head))
    .map(({ head }) => pageText(head, objects));
}

function readObjects(text: string): Objects {
  const objects = new Map<number, { head: string; stream?: string }>();
  for (const match of text.matchAll(/(\d+) 0 obj\s([\s\S]*?)\sendobj/g)) {
    const [head = "", stream] = (match[2] ?? "").split(/stream\r?\n/);
    const bytes = stream && Buffer.from(stream.replace(/\r?\nendstream[\s\S]*$/, ""), "latin1");
    const plain = bytes && (head.includes("/FlateDecode") ? inflateSync(bytes, { finishFlush: 2 }) : bytes);
    objects.set(Number(match[1]), plain ? { head, stream: plain.toString("latin1") } : { head });
  }
  return objects;
}

interface PdfFont {
  /** Bytes of a code: CJK outlines become fonts with one, TrueType fonts have two. */
  readonly width: number;
  readonly characters: ReadonlyMap<number, string>;
}

function pageText(head: string, objects: Objects): string {
  const fonts = new Map<string, PdfFont>();
  const fontDict = /\/Font <<([\s\S]*?)>>/.exec(head)?.[1] ?? "";
  for (const [, name = "", id] of fontDict.matchAll(/\/(\w+) (\d+) 0 R/g)) {
    const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id))?.head ?? "")?.[1];
    fonts.set(name, readFont(objects.get(Number(map))?.stream ?? ""));
  }
  const content = /\/Contents (\d+) 0 R/.exec(head)?.[1];
  return decode(objects.get(Number(content))?.stream ?? "", fonts);
}

const utf16 = (hex = "") => Buffer.from(hex, "hex").swap16().toString("utf16le");

function readFont(cmap: string): PdfFont {
  const characters = new Map<number, string>();
  for (const [, block = ""] of cmap.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) {
    for (const [, from = "", to] of block.matchAll(/<(\w+)> <(\w+)>/g))
      characters.set(Number.parseInt(from, 16), utf16(to));
  }
  for (const [, block = ""] of cmap.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from = "", to = "", first = ""] of block.matchAll(/<(\w+)> <(\w+)> <(\w+)>/g)) {
      const start = Number.parseInt(from, 16);
      const base = Number.parseInt(first, 16);
      for (let code = start; code <= Number.parseInt(to, 16); code += 1) {
        characters.set(code, String.fromCodePoint(base + code - start));
      }
    }
  }
  return { width: cmap.includes("<00> <FF>") ? 1 : 2, characters };
}

/** In the order of the content, without spaces between boxes; what a span says it stands for counts, not its glyphs. */
function decode(content: string, fonts: ReadonlyMap<string, PdfFont>): string {
  let font: PdfFont | undefined;
  let isSpoken = false;
  let text = "";
  const tokens = /\/ActualText <FEFF([0-9A-F]*)>|\b(EMC)\b|\/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)>/g;
  for (const [, spoken, end, name, codes] of content.matchAll(tokens)) {
    if (spoken !== undefined) text += utf16(spoken);
    if (spoken !== undefined || end) isSpoken = !end;
    if (name !== undefined) font = fonts.get(name);
    if (codes === undefined || isSpoken || !font) continue;
    const { width, characters } = font;
    for (const code of codes.match(new RegExp(`.{${2 * width}}`, "g")) ?? []) {
      text += characters.get(Number.parseInt(code, 16)) ?? "\uFFFD";
    }
  }
  return text;
}
