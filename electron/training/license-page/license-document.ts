/** Puts a license's page, metadata and pictures together as an OFD document, ready to be sealed. */

import { createHash } from "node:crypto";
import type { License } from "../cast/license.ts";
import { LICENSE_TYPES } from "../cast/license-types.ts";
import { type OfdImage, type PackageParts, packageParts } from "../ofd/ofd-package.ts";
import { createIds, Sheet } from "../ofd/sheet.ts";
import type { Stamp } from "../seal/seal-package.ts";
import { PAGE_DESIGNS } from "./page-designs.ts";

/** To be raised when the pages change, so that files kept from before are sealed anew. */
export const PAGE_EDITION = 1;

const PAGE_ID = 30;
const FIRST_IMAGE_ID = 50;
const FIRST_OBJECT_ID = 100;

/** GB/T 36903-2018 annex A. */
const HOLDER_CODE_TYPE = { person: ["公民身份号码", "111"], enterprise: ["统一社会信用代码", "001"] } as const;

export function licenseMetadata(license: License): (readonly [string, string])[] {
  const type = LICENSE_TYPES[license.typeId];
  const [holder] = license.holders;
  const [codeType, codeTypeCode] = HOLDER_CODE_TYPE[holder?.kind ?? "person"];
  const compact = (iso: string): string => iso.replaceAll("-", "");
  return [
    ["ZZMC", type.name],
    ["ZZLXDM", type.certTypeCode],
    ["ZZBH", license.number],
    ["ZZBS", license.identifier],
    ["ZZBFJG", license.issuer.name],
    ["ZZBFJGDM", license.issuer.code],
    ["ZZBFRQ", compact(license.issueDate)],
    ["CZZT", license.holders.map((one) => one.name).join(",")],
    ["CZZTDM", license.holders.map((one) => one.number).join(",")],
    ["CZZTDMLX", codeType],
    ["CZZTDMLXDM", codeTypeCode],
    ["ZZYXQQSRQ", compact(license.validFrom)],
    ["ZZYXQJZRQ", compact(license.validTo)],
    ["SFYL", "样例"],
  ];
}

export interface UnsealedLicense {
  readonly parts: PackageParts;
  /** Where the seal goes, for a seal of this diameter. */
  stampFor(diameterMm: number): Stamp;
}

export function licenseDocument(license: License, signatures: string): UnsealedLicense {
  const design = PAGE_DESIGNS[license.typeId];
  const ids = createIds(FIRST_OBJECT_ID);
  const sheet = (): Sheet => new Sheet(design.width, design.height, ids);
  const canvas = { background: sheet(), body: sheet(), foreground: sheet() };
  const images: OfdImage[] = [];
  design.draw(
    {
      ...canvas,
      addPhoto(png, box) {
        const resourceId = FIRST_IMAGE_ID + images.length;
        images.push({ resourceId, fileName: `photo${images.length + 1}.png`, png });
        canvas.body.image(resourceId, box);
      },
    },
    license,
  );
  const parts = packageParts({
    docId: createHash("md5").update(license.identifier).digest("hex"),
    title: `${LICENSE_TYPES[license.typeId].name}（样例）`,
    author: license.issuer.name,
    createdOn: license.issueDate,
    customData: licenseMetadata(license),
    pages: [{ pageId: PAGE_ID, width: design.width, height: design.height, ...canvas }],
    images,
    ids,
    signatures,
  });
  const [x, y] = design.stampAt;
  return {
    parts,
    stampFor: (diameterMm) => ({ pageId: PAGE_ID, x: x - diameterMm / 2, y: y - diameterMm / 2, diameterMm }),
  };
}
