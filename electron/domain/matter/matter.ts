/** 事项 and 材料 with the mapping 材料 → 证照类型 (苏协调办〔2020〕27号 二.(五)8: one material is one license, never merged). */

export type HolderRole = "applicant" | "legalRep" | "agent" | "spouse" | "child" | "enterprise";

export interface MappingOption {
  readonly licenseTypes: readonly string[];
  readonly holderRole: HolderRole;
  /** Whether this license may exempt at all while trust data are 48 h – 7 d old (design.md section 4). */
  readonly offlineAllowed: boolean;
}

export interface MaterialMapping {
  readonly ruleVersion: string;
  readonly exemptMode: string;
  readonly anyOf: readonly MappingOption[];
}

export interface Material {
  readonly id: string;
  readonly name: string;
  readonly required: boolean;
  /** Materials with the same group are alternatives (或材料): one satisfied is enough. */
  readonly orGroup?: string;
  readonly deferrable: boolean;
  readonly pledgeable: boolean;
  readonly legalBasis?: string;
  readonly mapping?: MaterialMapping;
}

export interface Matter {
  readonly code: string;
  readonly catalogCode: string;
  readonly name: string;
  readonly version: number;
  readonly department: string;
  readonly highRisk: boolean;
  readonly applicantKinds: readonly ("person" | "enterprise")[];
  readonly materials: readonly Material[];
}

export interface LicenseType {
  readonly code: string;
  readonly name: string;
  readonly aliases: readonly string[];
  readonly holderKind: "person" | "enterprise";
  /** 起始归集时间 and 更新频率: why "not found" may not mean "does not exist" (二.(三)6). */
  readonly collectedSince: string;
  readonly updateCycle: string;
}

export interface Catalogue {
  readonly version: string;
  readonly matters: readonly Matter[];
  readonly licenseTypes: readonly LicenseType[];
}

/** Every license type that some material of the matter can be exempted by, in the order of the materials, once each. */
export function neededLicenseTypes(matter: Matter): readonly string[] {
  const codes = matter.materials.flatMap((material) => material.mapping?.anyOf.flatMap((o) => o.licenseTypes) ?? []);
  return [...new Set(codes)];
}
