/** A license as a PDF, sealed with the keys of a training province, so that a terminal in training mode accepts it. */
import { LICENSES } from "../../../electron/training/cast/library.ts";
import type { License } from "../../../electron/training/cast/license.ts";
import { LICENSE_TYPES } from "../../../electron/training/cast/license-types.ts";
import { openKeystore } from "../../../electron/training/pki/keystore.ts";
import { sealContent } from "../../../electron/training/seal/electronic-seal.ts";
import { type Body, licensePdf, NUMBER, streamBody } from "./document.ts";
import { type SignedDraft, signPdf } from "./sign.ts";

const SONG_DESCENDANT = 51;
const SONG_DESCRIPTOR = 52;
const LATIN_FONT = 53;
const INFO = 60;
const SECOND_PAGE = 61;
const SECOND_CONTENT = 62;
const FAX_PICTURE = 63;

/** Circle of radius 46 around (50, 50), and a bar: red as seals are. */
const SEAL_PICTURE = `0.8 0.1 0.1 RG 0.8 0.1 0.1 rg 4 w
96 50 m 96 75.4 75.4 96 50 96 c 24.6 96 4 75.4 4 50 c 4 24.6 24.6 4 50 4 c 75.4 4 96 24.6 96 50 c s
20 44 60 12 re f`;

/** Eight white rows (ITU-T T.6), painted black: wants a decoder that pdf.js loads apart. */
const FAX_DICT = `/Type /XObject /Subtype /Image /Width 8 /Height 8 /BitsPerComponent 1 /ColorSpace /DeviceGray /Decode [1 0]
/Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 8 /Rows 8 >>`;

/** A business license of two pages; the first one is in a Chinese font that is not embedded. */
function trainingLicense(): License {
  const found = LICENSES.find(
    ({ typeId, tamper, signer }) => typeId === "businessLicense" && !tamper && signer === "market",
  );
  if (!found) throw new Error("the cast has no business license");
  return found;
}

/** @param folder data folder of the training province */
export function trainingPdf(folder: string, now: number): SignedDraft {
  const license = trainingLicense();
  const signer = openKeystore(folder, now).signers[license.signer];
  const sign = (signed: Uint8Array) =>
    sealContent({ signatureXml: signed, signaturePath: "ByteRange", signedAt: license.sealedAt }, signer);
  return signPdf(licensePdf({ more: objectsOf(license) }), {
    filter: "Gomain.GMPkiLite",
    subFilter: "GM.sm2seal",
    rect: "[380 120 500 240]",
    appearance: SEAL_PICTURE,
    trailer: `/Info ${INFO} 0 R`,
    contentsBytes: 32_768,
    sign,
  });
}

function objectsOf(license: License): ReadonlyMap<number, Body> {
  return new Map<number, Body>([
    [NUMBER.pages, `<< /Type /Pages /Kids [3 0 R ${SECOND_PAGE} 0 R] /Count 2 /MediaBox [0 0 595 842] >>`],
    [NUMBER.content, streamBody("", firstPage(license))],
    [
      NUMBER.font,
      `<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [${SONG_DESCENDANT} 0 R] >>`,
    ],
    [
      SONG_DESCENDANT,
      `<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /FontDescriptor ${SONG_DESCRIPTOR} 0 R /DW 1000 /W [1 [500] 17 26 500] >>`,
    ],
    [
      SONG_DESCRIPTOR,
      "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [-25 -254 1000 880] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 93 >>",
    ],
    [LATIN_FONT, "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"],
    [INFO, infoOf(license)],
    [
      SECOND_PAGE,
      `<< /Type /Page /Parent 2 0 R /Rotate 90 /Contents ${SECOND_CONTENT} 0 R /Resources << /Font << /F1 ${LATIN_FONT} 0 R >> /XObject << /X1 ${FAX_PICTURE} 0 R >> >> >>`,
    ],
    [SECOND_CONTENT, streamBody("", "BT /F1 40 Tf 72 500 Td (Second page) Tj ET q 100 0 0 100 400 100 cm /X1 Do Q")],
    [FAX_PICTURE, streamBody(FAX_DICT, Uint8Array.of(0xff, 0x00, 0x10, 0x01))],
  ]);
}

function utf16(text: string): string {
  return Buffer.from(text, "utf16le").swap16().toString("hex");
}

function firstPage(license: License): string {
  const lines = [LICENSE_TYPES[license.typeId].name, license.number, license.holders[0]?.name ?? "", "样例"];
  const text = lines.map(
    (line, index) => `BT /F1 ${index === 0 ? 36 : 20} Tf 72 ${700 - 60 * index} Td <${utf16(line)}> Tj ET`,
  );
  return ["0.9 0.95 1 rg 40 60 515 720 re f 0 g", ...text].join("\n");
}

/** The file's word for itself, under the names of GB/T 36903. */
function infoOf(license: License): string {
  const [holder] = license.holders;
  const facts: Readonly<Record<string, string>> = {
    ZZMC: LICENSE_TYPES[license.typeId].name,
    ZZLXDM: LICENSE_TYPES[license.typeId].certTypeCode,
    ZZBH: license.number,
    ZZBS: license.identifier,
    ZZBFJG: license.issuer.name,
    ZZBFJGDM: license.issuer.code,
    ZZBFRQ: license.issueDate.replaceAll("-", ""),
    CZZT: holder?.name ?? "",
    CZZTDM: holder?.number ?? "",
    CZZTDMLXDM: "001",
  };
  return `<< ${Object.entries(facts)
    .map(([key, value]) => `/${key} <feff${utf16(value)}>`)
    .join(" ")} >>`;
}
