/** A matter and its materials as the catalogue publishes them (interfaces.md §7). */

import { LICENSE_TYPES, type LicenseTypeId } from "../cast/license-types.ts";

export type HolderRole = "applicant" | "legalRep" | "agent" | "spouse" | "child" | "enterprise";

export interface Mapping {
  readonly ruleVersion: string;
  readonly exemptMode: "证照免交" | "数据核验" | "告知承诺" | "容缺";
  readonly anyOf: readonly {
    readonly certTypeCodes: readonly string[];
    readonly holderRole: HolderRole;
    readonly offlineAllowed: boolean;
  }[];
}

export interface Material {
  readonly materialId: string;
  readonly materialName: string;
  readonly isNeed: boolean;
  readonly materialType: string;
  readonly materialFormat: string;
  readonly sourceType: string;
  readonly orMaterial?: string;
  readonly deferrable: boolean;
  readonly pledgeable: boolean;
  readonly legalBasis?: string;
  readonly mapping?: Mapping;
}

export interface Matter {
  readonly taskCode: string;
  readonly catalogCode: string;
  readonly taskName: string;
  readonly taskVersion: number;
  readonly deptName: string;
  readonly projectType: string;
  readonly highRisk: boolean;
  readonly applicantKinds: readonly ("person" | "enterprise")[];
  readonly materials: readonly Material[];
}

const RULE_VERSION = "2026.1";

type Loose = Partial<Omit<Material, "materialId" | "materialName" | "mapping">>;

/** Handed in on paper, or as a file; no license stands for it. */
export function paper(materialId: string, materialName: string, rest: Loose = {}): Material {
  return {
    materialId,
    materialName,
    isNeed: true,
    materialType: "原件",
    materialFormat: "纸质或电子",
    sourceType: "申请人自备",
    deferrable: false,
    pledgeable: false,
    ...rest,
  };
}

export interface LicensedMaterial extends Loose {
  readonly typeId: LicenseTypeId;
  readonly role: HolderRole;
  /** May a license from the cache or from the citizen stand in while the network is down? */
  readonly offlineAllowed?: boolean;
}

/** One material is one license (苏协调办〔2020〕27号 二.(五)8). */
export function licensed(materialId: string, materialName: string, spec: LicensedMaterial): Material {
  const { typeId, role, offlineAllowed = true, ...rest } = spec;
  return paper(materialId, materialName, {
    sourceType: "政府部门核发",
    ...rest,
    ...{
      mapping: {
        ruleVersion: RULE_VERSION,
        exemptMode: "证照免交",
        anyOf: [{ certTypeCodes: [LICENSE_TYPES[typeId].certTypeCode], holderRole: role, offlineAllowed }],
      },
    },
  });
}
