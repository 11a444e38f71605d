/**
 * The seven matters of the training catalogue. Task codes follow the national make-up: credit code of the implementing body
 * (18), level (1), basic code (12); the basic codes begin with 99 and belong to no list.
 */

import { AGENCIES, type AgencyId } from "../cast/agencies.ts";
import { licensed, type Material, type Matter, paper } from "./matter.ts";

interface Heading {
  readonly agency: AgencyId;
  /** 12 digits. */
  readonly basic: string;
  readonly name: string;
  readonly projectType: string;
  readonly highRisk?: boolean;
  readonly applicantKinds?: Matter["applicantKinds"];
}

const CITY_LEVEL = "3";

function matter(heading: Heading, materials: readonly Material[]): Matter {
  const agency = AGENCIES[heading.agency];
  return {
    taskCode: `${agency.code}${CITY_LEVEL}${heading.basic}`,
    catalogCode: heading.basic,
    taskName: heading.name,
    taskVersion: 3,
    deptName: agency.name,
    projectType: heading.projectType,
    highRisk: heading.highRisk ?? false,
    applicantKinds: heading.applicantKinds ?? ["person"],
    materials,
  };
}

const ownIdentityCard = (materialId: string): Material =>
  licensed(materialId, "申请人身份证明", { typeId: "identityCard", role: "applicant" });

export const MATTERS = {
  homeTransfer: matter(
    {
      agency: "naturalResources",
      basic: "990715004001",
      name: "二手房转移登记（不动产）",
      projectType: "承诺件",
      highRisk: true,
    },
    [
      ownIdentityCard("BDC-01"),
      licensed("BDC-02", "不动产权属证书", {
        typeId: "realEstate",
        role: "applicant",
        offlineAllowed: false,
        legalBasis: "《不动产登记暂行条例》第十六条",
      }),
      licensed("BDC-03", "结婚证", { typeId: "marriageCertificate", role: "applicant", orMaterial: "MARITAL" }),
      licensed("BDC-04", "离婚证", { typeId: "divorceCertificate", role: "applicant", orMaterial: "MARITAL" }),
      paper("BDC-05", "存量房买卖合同", { legalBasis: "《不动产登记暂行条例》第十六条" }),
      paper("BDC-06", "契税完税凭证", { sourceType: "政府部门核发", deferrable: true }),
    ],
  ),
  birthRegistration: matter(
    { agency: "publicSecurity", basic: "990109001002", name: "新生儿出生入户", projectType: "即办件" },
    [
      licensed("HK-01", "出生医学证明", {
        typeId: "birthCertificate",
        role: "child",
        legalBasis: "《中华人民共和国户口登记条例》第七条",
      }),
      licensed("HK-02", "父亲或母亲身份证", { typeId: "identityCard", role: "applicant" }),
      licensed("HK-03", "父母结婚证", { typeId: "marriageCertificate", role: "applicant" }),
      paper("HK-04", "户口登记申请表"),
      paper("HK-05", "父亲或母亲居民户口簿", { sourceType: "政府部门核发", deferrable: true }),
    ],
  ),
  freightPermit: matter(
    {
      agency: "transport",
      basic: "990118012003",
      name: "道路普通货物运输经营许可",
      projectType: "承诺件",
      applicantKinds: ["enterprise"],
    },
    [
      licensed("DY-01", "营业执照", {
        typeId: "businessLicense",
        role: "enterprise",
        legalBasis: "《中华人民共和国道路运输条例》",
      }),
      licensed("DY-02", "法定代表人身份证明", { typeId: "identityCard", role: "legalRep" }),
      licensed("DY-03", "投入运输车辆的行驶证", { typeId: "vehicleLicense", role: "enterprise", deferrable: true }),
      licensed("DY-04", "已取得的道路运输经营许可证（扩大经营范围时提交）", {
        typeId: "transportOperation",
        role: "enterprise",
        isNeed: false,
      }),
      paper("DY-05", "道路货物运输经营申请表"),
      paper("DY-06", "安全生产管理制度文本", { pledgeable: true }),
    ],
  ),
  foodPermit: matter(
    {
      agency: "market",
      basic: "990131023004",
      name: "食品经营许可",
      projectType: "承诺件",
      applicantKinds: ["enterprise"],
    },
    [
      licensed("SP-01", "营业执照", {
        typeId: "businessLicense",
        role: "enterprise",
        legalBasis: "《食品经营许可和备案管理办法》",
      }),
      licensed("SP-02", "法定代表人（负责人）身份证明", { typeId: "identityCard", role: "legalRep" }),
      paper("SP-03", "食品经营许可申请书"),
      paper("SP-04", "经营场所平面布局和操作流程图"),
      paper("SP-05", "保证食品安全的规章制度", { pledgeable: true }),
      paper("SP-06", "经营场所使用证明", { deferrable: true }),
    ],
  ),
  housingFund: matter(
    {
      agency: "housingFund",
      basic: "990717001005",
      name: "住房公积金提取（购房）",
      projectType: "即办件",
      highRisk: true,
    },
    [
      ownIdentityCard("GJJ-01"),
      licensed("GJJ-02", "不动产权证书", {
        typeId: "realEstate",
        role: "applicant",
        offlineAllowed: false,
        legalBasis: "《住房公积金管理条例》第二十四条",
      }),
      licensed("GJJ-03", "结婚证", { typeId: "marriageCertificate", role: "applicant", orMaterial: "MARITAL" }),
      licensed("GJJ-04", "离婚证", { typeId: "divorceCertificate", role: "applicant", orMaterial: "MARITAL" }),
      licensed("GJJ-05", "收款账户（社会保障卡）", { typeId: "socialSecurityCard", role: "applicant" }),
      paper("GJJ-06", "住房公积金提取申请书", { pledgeable: true }),
    ],
  ),
  practitionerRenewal: matter(
    { agency: "transport", basic: "990118031006", name: "道路运输从业人员资格证换证", projectType: "即办件" },
    [
      ownIdentityCard("CY-01"),
      licensed("CY-02", "机动车驾驶证", {
        typeId: "drivingLicense",
        role: "applicant",
        legalBasis: "《道路运输从业人员管理规定》",
      }),
      licensed("CY-03", "原从业资格证", { typeId: "transportPractitioner", role: "applicant" }),
      paper("CY-04", "从业资格证换证申请表"),
      paper("CY-05", "身体健康承诺", { pledgeable: true }),
    ],
  ),
  schoolEnrolment: matter(
    { agency: "education", basic: "990105002007", name: "随迁子女义务教育入学", projectType: "承诺件" },
    [
      licensed("RX-01", "父亲或母亲居住证", {
        typeId: "residencePermit",
        role: "applicant",
        legalBasis: "《居住证暂行条例》第十二条",
      }),
      licensed("RX-02", "父亲或母亲身份证", { typeId: "identityCard", role: "applicant" }),
      licensed("RX-03", "儿童出生医学证明", { typeId: "birthCertificate", role: "child" }),
      licensed("RX-04", "住房证明（不动产权证书）", {
        typeId: "realEstate",
        role: "applicant",
        orMaterial: "HOUSING",
      }),
      paper("RX-05", "住房证明（房屋租赁合同）", { orMaterial: "HOUSING" }),
      paper("RX-06", "入学申请表"),
    ],
  ),
} as const satisfies Record<string, Matter>;

export type MatterId = keyof typeof MATTERS;

export const MATTER_IDS = Object.keys(MATTERS) as readonly MatterId[];

/** The catalogue's version, raised when a matter or its mapping changes. */
export const CATALOG_VERSION = "2026.11.1";
