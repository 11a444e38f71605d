/** Whatever bytes come: an answer, soon, and never an exception. */
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readPdf } from "../../../../../electron/seal/pdf/read-pdf.ts";
import {
  appendRevision,
  type Body,
  contentBody,
  latin,
  latinBytes,
  licensePdf,
  NUMBER,
  streamBody,
  textFieldBody,
  type XrefForm,
} from "../../../../helpers/pdf-factory/document.ts";
import { signPdf } from "../../../../helpers/pdf-factory/sign.ts";

function sample(form: XrefForm): Uint8Array {
  const one = signPdf(licensePdf({ form }), { rect: "[400 100 500 200]", contentsBytes: 16, certify: 2 });
  const two = appendRevision(one, new Map([[NUMBER.textField, textFieldBody("x")]]));
  return signPdf(two, { contentsBytes: 16 }).bytes;
}

const samples = (["table", "stream", "packed"] as const).map((form) => [form, sample(form)] as const);

function read(bytes: Uint8Array) {
  const result = readPdf(bytes);
  return result.ok ? result.signatures : result.code;
}

test.each(samples)("any one byte of a file with %s may be another", (_, bytes) => {
  const started = performance.now();
  for (let at = 0; at < bytes.length; at++) read(bytes.with(at, bytes[at]! ^ (1 << (at % 8))));
  expect((performance.now() - started) / bytes.length).toBeLessThan(20);
});

test.each(samples)("a file with %s may end anywhere", (_, bytes) => {
  for (let end = 0; end < bytes.length; end++) {
    const signatures = read(bytes.subarray(0, end));
    const isCut = typeof signatures === "string" || signatures.every(({ laterRevisions }) => laterRevisions.length < 3);
    expect(isCut, `cut at ${end}`).toBe(true);
  }
});

test("pieces may be put together in any order", () => {
  const words = [
    "1 0 obj",
    "<<",
    ">>",
    "[",
    "]",
    "(",
    ")",
    "<",
    ">",
    "/Type",
    "/Page",
    "/Kids",
    "xref",
    "trailer",
    "startxref",
    "%%EOF",
    "stream\n",
    "endstream",
    "endobj",
    "0 1",
    "0000000017 00000 n ",
    "3 0 R",
    "/Prev 9",
    "null",
    "\r",
    "%",
  ];
  const piece = fc.oneof(fc.constantFrom(...words), fc.integer({ min: 0, max: 400 }).map(String));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join("\n");
      read(latinBytes(`%PDF-1.7\n${text}\nstartxref\n9\n%%EOF\n`));
      read(latinBytes(`%PDF-1.7\nxref\n${text}`));
    }),
    { numRuns: 500 },
  );
});

test("parts of a file may be copied over others", () => {
  const [, [, bytes]] = samples as [unknown, readonly [string, Uint8Array]];
  const place = fc.integer({ min: 0, max: bytes.length - 1 });
  fc.assert(
    fc.property(place, place, fc.integer({ min: 1, max: 200 }), (from, to, length) => {
      const changed = Uint8Array.from(bytes);
      changed.set(bytes.subarray(from, Math.min(from + length, from + bytes.length - to)), to);
      read(changed);
    }),
    { numRuns: 500 },
  );
});

const nested = (open: string, close: string) => `${open.repeat(100_000)}${close.repeat(100_000)}`;

test.each<[string, () => Uint8Array, string | undefined]>([
  ["arrays inside each other", () => licensePdf({ catalogExtra: `/X ${nested("[", "]")}` }).bytes, "CONTAINER_LIMIT"],
  [
    "dictionaries inside each other",
    () => licensePdf({ catalogExtra: `/X ${nested("<</X ", ">>")}` }).bytes,
    "CONTAINER_LIMIT",
  ],
  ["parentheses inside each other", () => licensePdf({ catalogExtra: `/X ${nested("(", ")")}` }).bytes, undefined],
  [
    "a page tree that bites its tail",
    () => licensePdf({ more: new Map([[2, "<< /Type /Pages /Kids [2 0 R] >>"]]) }).bytes,
    "PDF_MALFORMED",
  ],
  [
    "fields that bite their tail",
    () => signPdf(licensePdf({ more: new Map([[7, "<< /FT /Tx /Kids [7 0 R] >>"]]) })).bytes,
    "PDF_MALFORMED",
  ],
  ["references that bite their tail", () => licensePdf({ more: new Map([[2, "2 0 R"]]) }).bytes, "PDF_MALFORMED"],
  [
    "more objects than any license",
    () => latinBytes("%PDF-1.7\nxref\n0 999999999\ntrailer\n<<>>\nstartxref\n9\n%%EOF\n"),
    "CONTAINER_LIMIT",
  ],
  ["more revisions than any license", manyRevisions, "CONTAINER_LIMIT"],
])("%s", (_, make, code) => {
  const started = performance.now();
  const result = read(make());
  expect(typeof result === "string" ? result : undefined).toBe(code);
  expect(performance.now() - started).toBeLessThan(2000);
});

function manyRevisions(): Uint8Array {
  let draft = licensePdf();
  for (let i = 0; i < 70; i++)
    draft = appendRevision(draft, new Map<number, Body>([[NUMBER.content, contentBody(`${i}`)]]));
  return draft.bytes;
}

test("a stream that inflates without end is cut off", () => {
  const bomb = streamBody(
    "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode",
    deflateSync(new Uint8Array(80 * 1024 * 1024)),
  );
  const draft = licensePdf({ form: "packed", more: new Map<number, Body>([[NUMBER.font, "<< >>"]]) });
  const text = latin(draft.bytes);
  const container = Number(/(\d+) 0 obj\n<< \/Type \/ObjStm/.exec(text)?.[1]);
  const forged = appendRevision(draft, new Map<number, Body>([[container, bomb]]));
  const started = performance.now();
  expect(read(forged.bytes)).toBe("CONTAINER_LIMIT");
  expect(performance.now() - started).toBeLessThan(2000);
});
