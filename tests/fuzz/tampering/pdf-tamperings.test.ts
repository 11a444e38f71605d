/** Sealed PDFs spliced at random and saved again with objects exchanged: none of it is accepted. */
import { describe, expect, test } from "vitest";
import {
  appendRevision,
  type Body,
  type Draft,
  licensePdf,
  type XrefForm,
} from "../../helpers/pdf-factory/document.ts";
import { sealedPdf, signedPdf } from "../../helpers/pdf-factory/seal.ts";
import { createPki } from "../../helpers/seal-factory/pki.ts";
import { verdictOn } from "../../helpers/seal-factory/verdict.ts";
import { type Random, seededRandom, seedOfRun } from "../random.ts";

const seed = seedOfRun();
const rounds = Number(process.env["FUZZ_ROUNDS"] ?? 60);
const pki = createPki();
const FORMS: readonly XrefForm[] = ["table", "stream", "packed"];

const specimens = FORMS.flatMap((form) => [
  sealedPdf(pki, { draft: licensePdf({ form }), contentsBytes: 2100 }),
  sealedPdf(pki, { draft: licensePdf({ form }), contentsBytes: 2100, certify: 2 }),
  signedPdf(pki, { draft: sealedPdf(pki, { draft: licensePdf({ form }) }), rect: "[50 50 90 90]" }),
]);

/** Splices that leave the file as it was do not count. */
function spliced(random: Random, bytes: Uint8Array): Uint8Array {
  const other = random.pick(specimens).bytes;
  const length = 1 + random.below(300);
  const from = random.below(other.length - length);
  const at = random.below(bytes.length);
  const piece = random.pick([
    other.subarray(from, from + length),
    random.bytes(length),
    new Uint8Array(length).fill(32),
  ]);
  const cut = random.pick([0, piece.length]);
  return Uint8Array.from([...bytes.subarray(0, at), ...piece, ...bytes.subarray(at + cut)]);
}

test("splices are never accepted", () => {
  const random = seededRandom(seed);
  const accepted: string[] = [];
  for (let round = 0; round < rounds * 10; round++) {
    const victim = random.pick(specimens);
    const file = spliced(random, victim.bytes);
    const isSame = Buffer.compare(file, victim.bytes) === 0;
    // White space behind the last end mark is nobody's: every reader skips it.
    const isPadded =
      Buffer.from(file).toString("latin1").trimEnd() === Buffer.from(victim.bytes).toString("latin1").trimEnd();
    if (!isSame && !isPadded && verdictOn(file).decision === "accept") accepted.push(`round ${round}`);
  }
  expect(accepted).toEqual([]);
});

const STRANGE: readonly Body[] = [
  null,
  "null",
  "[]",
  "<< >>",
  "7",
  "(text)",
  "<< /Type /Page /Parent 2 0 R >>",
  "<< /Type /Pages /Kids [] /Count 0 >>",
  "<< /FT /Tx /T (remark) /V (x) >>",
  "<< /Type /Sig /ByteRange [0 1 2 3] /Contents <00> >>",
];

/** Every object of the license takes the place of every other one, or gives way to something strange. */
function exchanges(draft: Draft): readonly (readonly [number, Body])[] {
  const own = Array.from(draft.objects).filter(([, body]) => body !== "");
  const bodies = [...new Set([...own.map(([, body]) => body), ...STRANGE])];
  return own.flatMap(([number, before]) =>
    bodies.filter((body) => body !== before).map((body) => [number, body] as const),
  );
}

describe.each(FORMS)("with cross-reference data as %s", (form) => {
  const draft = sealedPdf(pki, { draft: licensePdf({ form }) });

  test("one object exchanged for another is never accepted", () => {
    const accepted = exchanges(draft).filter(([number, body]) => {
      const { bytes } = appendRevision(draft, new Map([[number, body]]));
      return verdictOn(bytes).decision === "accept";
    });
    expect(accepted).toEqual([]);
  }, 60_000);

  test("objects under numbers that nobody speaks of change nothing", () => {
    const { bytes } = appendRevision(draft, new Map([[400, "<< /Type /Page >>"]]));
    expect(verdictOn(bytes)).toMatchObject({ decision: "accept", codes: [] });
  });

  test("a file cut anywhere is never accepted", () => {
    const { bytes } = sealedPdf(pki, { draft, rect: "[50 50 90 90]" });
    const accepted = [];
    for (let at = 1; at < bytes.length - 1; at += 37) {
      if (at !== draft.bytes.length && verdictOn(bytes.subarray(0, at)).decision === "accept") accepted.push(at);
    }
    expect(accepted).toEqual([]);
    expect(verdictOn(bytes.subarray(0, draft.bytes.length)).decision).toBe("accept");
  });
});
