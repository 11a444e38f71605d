/** A license in the words of the published interfaces: license-app v1 (also used by 苏服码) and the Shandong type. */

import { CITY_DIVISION } from "../cast/agencies.ts";
import { columnOf } from "../cast/face-columns.ts";
import type { License, LicenseStatus } from "../cast/license.ts";
import { fileFormatOf, LICENSE_TYPE_IDS, LICENSE_TYPES } from "../cast/license-types.ts";
import type { Json } from "./exchange.ts";

/** Codes of the license-app family for the kind of the holder's number. */
const HOLDER_TYPE = { person: "10", enterprise: "70" } as const;

/** GB/T 36903-2018 annex A. */
const HOLDER_CODE_TYPE = { person: "111", enterprise: "001" } as const;

const CERTIFICATE_STATUS: Readonly<Record<LicenseStatus, string>> = {
  ISSUED: "01",
  SUSPENDED: "02",
  ABOLISHED: "04",
  REVOKED: "07",
};

const list = (values: readonly string[]): string => values.join(",");

/** Half of the types write their field text with single quotes, as real libraries have been seen to do. */
function dataFields(license: License): string {
  const [holder] = license.holders;
  const fields: Record<string, string> = {
    ZZMC: LICENSE_TYPES[license.typeId].name,
    ZZHM: license.number,
    CYRMC: list(license.holders.map((one) => one.name)),
    CYRSFZJLX: HOLDER_TYPE[holder?.kind ?? "person"],
    CYRSFZJHM: list(license.holders.map((one) => one.number)),
    FZJGMC: license.issuer.name,
    FZJGZZJGDM: license.issuer.code,
    FZJGSSXZQHDM: CITY_DIVISION,
    FZRQ: license.issueDate,
    YXQJSRQ: license.validTo,
  };
  for (const [label, value] of [...Object.entries(license.face), ...Object.entries(license.hidden)]) {
    fields[columnOf(label)] = value;
  }
  const json = JSON.stringify(fields);
  return LICENSE_TYPE_IDS.indexOf(license.typeId) % 2 === 1 ? json.replaceAll('"', "'") : json;
}

/** What a list shows of a license; `data_fields` comes with the license itself. */
export function licenseSummary(license: License, bizNum: string): Json {
  const type = LICENSE_TYPES[license.typeId];
  return {
    license_code: license.licenseCode,
    name: type.name,
    license_type: "CERTIFICATE",
    id_code: license.number,
    holder_name: list(license.holders.map((one) => one.name)),
    holder_identity_type: list(license.holders.map((one) => HOLDER_TYPE[one.kind])),
    holder_identity_num: list(license.holders.map((one) => one.number)),
    issue_org_name: license.issuer.name,
    issue_org_code: license.issuer.code,
    division: "样例省样例市",
    division_code: CITY_DIVISION,
    issue_date: license.issueDate,
    begin_date: license.validFrom,
    expiry_date: license.validTo,
    license_item_code: type.certTypeCode,
    license_status: license.status,
    trust_level: "A",
    remark: "样例",
    biz_num: bizNum,
  };
}

export function fullLicense(license: License, bizNum: string): Json {
  return {
    ...licenseSummary(license, bizNum),
    data_fields: dataFields(license),
    extend_props: { certificate_identifier: license.identifier },
  };
}

const compactDate = (iso: string): string => iso.replaceAll("-", "");

export function certificateRecord(license: License): Json {
  const type = LICENSE_TYPES[license.typeId];
  const [holder] = license.holders;
  return {
    certificateIdentifier: license.identifier,
    certificateType: type.certTypeCode,
    certificateName: type.name,
    certificateHolder: list(license.holders.map((one) => one.name)),
    certificateHolderCode: list(license.holders.map((one) => one.number)),
    certificateHolderType: HOLDER_CODE_TYPE[holder?.kind ?? "person"],
    certificateNumber: license.number,
    issueDept: license.issuer.name,
    issueDeptCode: license.issuer.code,
    issueDate: compactDate(license.issueDate),
    certificateValidateStart: compactDate(license.validFrom),
    certificateValidateEnd: compactDate(license.validTo),
    certificateStatus: CERTIFICATE_STATUS[license.status],
    surface: Object.entries({ ...license.face, ...license.hidden }).map(([name, value]) => ({
      name,
      value,
      valueType: "text",
      columnName: columnOf(name),
    })),
  };
}

export const licenseFileName = (license: License): string =>
  `${LICENSE_TYPES[license.typeId].name}_${license.licenseCode}.${fileFormatOf(license.typeId)}`;
