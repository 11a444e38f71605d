/** A license's page as a PDF, sealed: the same design as on OFD, the seal as the appearance of its signature field. */
import { AGENCIES, SIGNERS } from "../cast/agencies.ts";
import type { License } from "../cast/license.ts";
import { LICENSE_TYPES } from "../cast/license-types.ts";
import { utf16 } from "../pdf/operands.ts";
import { SIGNATURE_SPACE, streamObject, writeSignedPdf } from "../pdf/pdf-file.ts";
import { PdfResources } from "../pdf/pdf-resources.ts";
import { PdfSheet } from "../pdf/pdf-sheet.ts";
import type { Keystore } from "../pki/keystore.ts";
import { sealContent } from "../seal/electronic-seal.ts";
import { drawSealFace } from "../seal/seal-picture.ts";
import { licenseMetadata } from "./license-document.ts";
import { PAGE_DESIGNS } from "./page-designs.ts";

const POINTS = 72 / 25.4;
/** Numbers of the objects that others name; fonts follow. */
const NUMBER = { content: 4, field: 5, signature: 6, appearance: 7, info: 8, resources: 9, firstFont: 10 };

export function sealLicensePdf(license: License, keystore: Keystore): Uint8Array {
  const design = PAGE_DESIGNS[license.typeId];
  const resources = new PdfResources();
  const sheets = ["background", "body", "foreground"].map(() => new PdfSheet(design.width, design.height, resources));
  const [background, body, foreground] = sheets as [PdfSheet, PdfSheet, PdfSheet];
  const addPhoto = () => {
    throw new Error(`${license.typeId} has a photo: not as PDF`);
  };
  design.draw({ background, body, foreground, addPhoto }, license);
  const face = sealFace(license, resources);
  const { dictionary, objects: fonts } = resources.write(NUMBER.firstFont);
  const objects = [
    `<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [${NUMBER.field} 0 R] /SigFlags 3 >> >>`,
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${points(design.width)} ${points(design.height)}] /Contents ${NUMBER.content} 0 R /Resources ${NUMBER.resources} 0 R /Annots [${NUMBER.field} 0 R] >>`,
    streamObject("", [millimetres(design.height), ...sheets.map(({ content }) => content)].join("\n")),
    fieldObject(license),
    `<< /Type /Sig /Filter /LiangZheng.Sample /SubFilter /GM.sm2seal ${SIGNATURE_SPACE} >>`,
    streamObject(
      `/Type /XObject /Subtype /Form /BBox [0 0 ${points(face.width)} ${points(face.height)}] /Resources ${NUMBER.resources} 0 R`,
      `${millimetres(face.height)}\n${face.content}`,
    ),
    infoObject(license),
    dictionary,
    ...fonts,
  ];
  const content = { signaturePath: "ByteRange", signedAt: license.sealedAt };
  const signer = keystore.signers[license.signer];
  return writeSignedPdf(objects, NUMBER.info, (signed) => sealContent({ ...content, signatureXml: signed }, signer));
}

function sealFace({ signer }: License, resources: PdfResources): PdfSheet {
  const { agency, purpose, diameterMm, sealId } = SIGNERS[signer];
  const sheet = new PdfSheet(diameterMm, diameterMm, resources);
  drawSealFace(sheet, { agency: AGENCIES[agency].name, purpose, diameterMm, number: sealId });
  return sheet;
}

function fieldObject({ typeId, signer }: License): string {
  const { height, stampAt } = PAGE_DESIGNS[typeId];
  const [x, y] = stampAt;
  const radius = SIGNERS[signer].diameterMm / 2;
  const rect = [x - radius, height - y - radius, x + radius, height - y + radius].map(points);
  return `<< /Type /Annot /Subtype /Widget /FT /Sig /T (seal) /F 132 /P 3 0 R /Rect [${rect.join(" ")}] /V ${NUMBER.signature} 0 R /AP << /N ${NUMBER.appearance} 0 R >> >>`;
}

/** The file's word for itself, as OFD has it in CustomDatas. */
function infoObject(license: License): string {
  const texts = [["Title", `${LICENSE_TYPES[license.typeId].name}（样例）`] as const, ...licenseMetadata(license)];
  return `<< ${texts.map(([name, text]) => `/${name} <feff${utf16(text)}>`).join(" ")} >>`;
}

function points(millimetre: number): number {
  return Math.round(millimetre * POINTS * 1000) / 1000;
}

/** From millimetres with y downwards to points with y upwards. */
function millimetres(height: number): string {
  const scale = Math.round(POINTS * 1e6) / 1e6;
  return `${scale} 0 0 -${scale} 0 ${points(height)} cm`;
}
