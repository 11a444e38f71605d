/** Files that are laid out in rarer ways: linearized, hybrid, with several sections or comments in between. */
import { describe, expect, test } from "vitest";
import { readPdf } from "../../../../../electron/seal/pdf/read-pdf.ts";
import { appendRevision, latin, latinBytes, licensePdf, streamBody } from "../../../../helpers/pdf-factory/document.ts";

const line = (offset: number) => `${String(offset).padStart(10, "0")} 00000 n \n`;

/** Linearized (ISO 32000-1 Annex F): the first page and its table come first, the rest and its table behind. */
function linearized(): Uint8Array<ArrayBuffer> {
  const first = ["1 0 obj\n<< /Linearized 1 >>\nendobj\n", "2 0 obj\n<< /Type /Catalog /Pages 4 0 R >>\nendobj\n"];
  const page = "3 0 obj\n<< /Type /Page /Parent 4 0 R /MediaBox [0 0 10 10] >>\nendobj\n";
  const rest = "4 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n";
  const head = "%PDF-1.4\n";
  const offsets = [head.length, head.length + first[0]!.length];
  const firstXref = offsets[1]! + first[1]!.length;
  const table = (prev: number, pageAt: number) =>
    `xref\n1 3\n${line(offsets[0]!)}${line(offsets[1]!)}${line(pageAt)}trailer\n<< /Size 5 /Root 2 0 R /Prev ${String(prev).padStart(6, "0")} >>\nstartxref\n0\n%%EOF\n`;
  const pageAt = firstXref + table(0, 0).length;
  const restAt = pageAt + page.length;
  const mainXref = restAt + rest.length;
  return latinBytes(
    `${head}${first.join("")}${table(mainXref, pageAt)}${page}${rest}` +
      `xref\n0 1\n0000000000 65535 f \n4 1\n${line(restAt)}trailer\n<< /Size 5 >>\nstartxref\n${firstXref}\n%%EOF\n`,
  );
}

/** Hybrid (§7.5.8.4): the page tree is in the table for old readers, the info in a stream beside it. */
function hybrid(conflict = false): Uint8Array<ArrayBuffer> {
  const parts = [
    "1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n",
    "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
    "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] /Contents 4 0 R >>\nendobj\n",
    `4 0 obj\n${latin(streamBody("", "q Q"))}\nendobj\n`,
  ];
  const offsets = parts.map((_, i) => 9 + parts.slice(0, i).join("").length);
  const streamAt = 9 + parts.join("").length;
  const row = conflict ? Uint8Array.of(1, 0, offsets[3]!, 0) : Uint8Array.of(1, offsets[3]! >> 8, offsets[3]! & 255, 0);
  const index = conflict ? "[2 1]" : "[4 1]";
  const stream = latin(streamBody(`/Type /XRef /Size 5 /W [1 2 1] /Index ${index}`, row));
  const body = `%PDF-1.5\n${parts.join("")}5 0 obj\n${stream}\nendobj\n`;
  const table = `xref\n0 5\n0000000000 65535 f \n${offsets.slice(0, 3).map(line).join("")}0000000000 00000 f \n`;
  return latinBytes(
    `${body}${table}trailer\n<< /Size 5 /Root 1 0 R /XRefStm ${streamAt} >>\n%writer-1.0\nstartxref\n${body.length}\n%%EOF\n\n`,
  );
}

describe("a linearized file", () => {
  test("is one revision", () => {
    const bytes = linearized();
    expect(readPdf(bytes)).toMatchObject({ ok: true, pageCount: 1, revisionEnds: [bytes.length - 1] });
  });

  test("whose end mark names the other table is refused", () => {
    const text = latin(linearized());
    const at = text.lastIndexOf("\nxref") + 1;
    expect(readPdf(latinBytes(text.replace(/startxref\n\d+\n%%EOF\n$/, `startxref\n${at}\n%%EOF\n`)))).toMatchObject({
      ok: false,
    });
  });
});

describe("a hybrid file", () => {
  test("is read with what its table hides from old readers", () => {
    expect(readPdf(hybrid())).toMatchObject({ ok: true, pageCount: 1 });
  });

  test("is refused when old and new readers would see different objects", () => {
    expect(readPdf(hybrid(true))).toMatchObject({ ok: false, code: "PDF_NEEDS_REPAIR" });
  });
});

test("a later revision may not hide an object from readers that do not look beside its table", () => {
  const before = latin(hybrid());
  const first = before.indexOf("4 0 obj");
  const startxref = Number(/startxref\n(\d+)\n%%EOF\n\n$/.exec(before)?.[1]);
  const row = Uint8Array.of(1, first >> 8, first & 255, 0);
  const stream = `6 0 obj\n${latin(streamBody("/Type /XRef /Size 7 /W [1 2 1] /Index [4 1]", row))}\nendobj\n`;
  const table = `xref\n4 1\n0000000000 00000 f \ntrailer\n<< /Size 7 /Root 1 0 R /Prev ${startxref} /XRefStm ${before.length} >>\n`;
  const later = `${before}${stream}${table}startxref\n${before.length + stream.length}\n%%EOF\n`;
  expect(readPdf(latinBytes(later))).toMatchObject({ ok: false, reason: "object 4 is hidden from some readers" });
});

test("a cross-reference stream under the number of another object is refused", () => {
  const { bytes } = licensePdf({ form: "stream" });
  const text = latin(bytes);
  const number = /(\d+) 0 obj\n<< \/Type \/XRef/.exec(text)?.[1] as string;
  const renamed = (to: string) =>
    latinBytes(text.replace(`${number} 0 obj\n<< /Type /XRef`, `${to} 0 obj\n<< /Type /XRef`));
  expect(readPdf(renamed("4"))).toMatchObject({ ok: false, reason: "two objects 4" });
  expect(readPdf(renamed(number))).toMatchObject({ ok: true });
  const unlisted = licensePdf({ form: "stream", more: new Map([[30, "<< >>"]]) });
  expect(readPdf(appendRevision(unlisted, new Map([[31, "<< >>"]]), { form: "table" }).bytes)).toMatchObject({
    ok: false,
    reason: "two objects 31",
  });
});

test("line ends of every kind are understood in a table", () => {
  const text = latin(licensePdf().bytes).replaceAll(" n \n", " n\r\n").replaceAll(" f \n", " f\r\n");
  expect(readPdf(latinBytes(text))).toMatchObject({ ok: true, pageCount: 1 });
});
