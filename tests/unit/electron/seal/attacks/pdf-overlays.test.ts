/** Things drawn over a sealed PDF page by somebody who signs nothing: a timestamp field is anybody's to add. */
import { describe, expect, test } from "vitest";
import {
  appendRevision,
  type Body,
  formBody,
  NUMBER,
  pageBody,
  streamBody,
} from "../../../../helpers/pdf-factory/document.ts";
import { sealedPdf } from "../../../../helpers/pdf-factory/seal.ts";
import { createPki } from "../../../../helpers/seal-factory/pki.ts";
import { answerTo, verdictOn } from "../../../../helpers/seal-factory/verdict.ts";

const sealed = sealedPdf(createPki());

/** A timestamp field that nobody stamped, whose widget says this. */
function withTimestampField(widget: string): Uint8Array {
  const added = new Map<number, Body>([
    [60, "<< /Type /DocTimeStamp /SubFilter /ETSI.RFC3161 /ByteRange [0 1 2 3] /Contents <00> >>"],
    [61, `<< /Type /Annot /Subtype /Widget /FT /Sig /T (time) /P 3 0 R /V 60 0 R ${widget} >>`],
    [62, streamBody("/Type /XObject /Subtype /Form /BBox [0 0 595 842]", "0 0 595 842 re f")],
    [NUMBER.form, formBody([...sealed.fields, 61])],
    [NUMBER.page, pageBody([...sealed.annotations, 61])],
  ]);
  return appendRevision(sealed, added).bytes;
}

describe("a timestamp field may not draw", () => {
  test.each([
    ["not on the screen, but in print", "/Rect [0 0 595 842] /F 36 /AP << /N 62 0 R >>"],
    ["on the screen when the mouse comes by", "/Rect [0 0 595 842] /F 288 /AP << /N 62 0 R >>"],
    ["in a place of five numbers, where readers take four", "/Rect [0 0 595 842 0] /F 4 /AP << /N 62 0 R >>"],
    ["in a place that is none", "/Rect [0 0 595 (842)] /F 4 /AP << /N 62 0 R >>"],
    ["a ground of its own", "/Rect [0 0 595 842] /F 4 /MK << /BG [1 1 1] /BC [1 1 1] >>"],
    ["an appearance of an odd kind", "/Rect [0 0 595 842] /F 4 /AP [62 0 R]"],
  ])("%s", (_, widget) => {
    const report = verdictOn(withTimestampField(widget));
    expect(report.decision).toBe("reject");
    expect(answerTo(report, "changes-since")?.codes).toEqual(["CHANGED_AFTER_SIGNING"]);
  });

  test.each([
    ["hidden", "/Rect [0 0 595 842] /F 2 /AP << /N 62 0 R >>"],
    ["neither shown nor printed", "/Rect [0 0 595 842] /F 32 /AP << /N 62 0 R >>"],
    ["without a size", "/Rect [0 0 0 0] /F 132 /AP << /N 62 0 R >>"],
    ["without a place", "/F 132"],
  ])("and harms nobody where it is %s", (_, widget) => {
    expect(verdictOn(withTimestampField(widget)).decision).toBe("accept");
  });
});
