/**
 * The twelve license types of the training catalogue. Five codes are the published ones (营业执照, 居民身份证, the two of road
 * transport, 不动产权证); no code could be confirmed for the others, so theirs are built on the credit code of a sample
 * authority of division 990000, which no register knows.
 */

import { creditCode } from "./check-digits.ts";

export interface LicenseType {
  /** 证照类型代码, 21 characters: credit code of the defining authority and three digits. */
  readonly certTypeCode: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly holderKind: "person" | "enterprise";
  readonly collectedSince: string;
  readonly updateCycle: string;
  readonly definingAuthority: string;
}

const SAMPLE_AUTHORITY = creditCode("11", "990000", "YLD00001");

const type = (
  certTypeCode: string,
  [name, ...aliases]: readonly [string, ...string[]],
  definingAuthority: string,
  [collectedSince, updateCycle]: readonly [string, string],
  holderKind: "person" | "enterprise" = "person",
): LicenseType => ({ certTypeCode, name, aliases, holderKind, collectedSince, updateCycle, definingAuthority });

export const LICENSE_TYPES = {
  identityCard: type("11100000000013127D001", ["居民身份证", "身份证", "中华人民共和国居民身份证"], "公安部", [
    "2018-01-01",
    "实时",
  ]),
  drivingLicense: type(`${SAMPLE_AUTHORITY}011`, ["机动车驾驶证", "驾驶证"], "公安部", ["2019-06-01", "每日"]),
  vehicleLicense: type(`${SAMPLE_AUTHORITY}012`, ["机动车行驶证", "行驶证"], "公安部", ["2019-06-01", "每日"]),
  businessLicense: type(
    "11100000MB0143028R001",
    ["营业执照", "企业法人营业执照"],
    "国家市场监督管理总局",
    ["2017-01-01", "实时"],
    "enterprise",
  ),
  birthCertificate: type(`${SAMPLE_AUTHORITY}021`, ["出生医学证明", "出生证"], "国家卫生健康委员会", [
    "2018-01-01",
    "每日",
  ]),
  transportPractitioner: type(
    "11100000000019713D071",
    ["道路运输从业人员从业资格证", "道路运输从业人员资格证", "从业资格证"],
    "交通运输部",
    ["2019-01-01", "每日"],
  ),
  marriageCertificate: type(`${SAMPLE_AUTHORITY}031`, ["结婚证"], "民政部", ["2016-01-01", "每日"]),
  divorceCertificate: type(`${SAMPLE_AUTHORITY}032`, ["离婚证"], "民政部", ["2016-01-01", "每日"]),
  transportOperation: type(
    "11100000000019713D008",
    ["道路运输经营许可证", "道路运输许可证"],
    "交通运输部",
    ["2019-01-01", "每日"],
    "enterprise",
  ),
  realEstate: type("11100000MB03271699001", ["不动产权证书", "不动产权证"], "自然资源部", ["2018-07-01", "每日"]),
  socialSecurityCard: type(`${SAMPLE_AUTHORITY}041`, ["社会保障卡", "社保卡"], "人力资源和社会保障部", [
    "2018-04-01",
    "每周",
  ]),
  residencePermit: type(`${SAMPLE_AUTHORITY}013`, ["居住证"], "公安部", ["2019-01-01", "每日"]),
} as const satisfies Record<string, LicenseType>;

export type LicenseTypeId = keyof typeof LICENSE_TYPES;

export const LICENSE_TYPE_IDS = Object.keys(LICENSE_TYPES) as readonly LicenseTypeId[];

export type FileFormat = "ofd" | "pdf";

/** Provinces deliver some types as PDF; without a picture on the page, this one can be. */
export function fileFormatOf(typeId: LicenseTypeId): FileFormat {
  return typeId === "transportOperation" ? "pdf" : "ofd";
}

export function typeIdOfCode(certTypeCode: string): LicenseTypeId | undefined {
  return LICENSE_TYPE_IDS.find((id) => LICENSE_TYPES[id].certTypeCode === certTypeCode);
}
