/** Wire shapes of the catalogues and their translation into the words of the domain. */
import { z } from "zod";
import type { LicenseType, MappingOption, Material, Matter } from "../../domain/matter/matter.ts";
import { needed, optional } from "../records/wire-text.ts";

const option = z.object({
  certTypeCodes: z.array(needed).min(1),
  holderRole: z.enum(["applicant", "legalRep", "agent", "spouse", "child", "enterprise"]),
  offlineAllowed: z.boolean(),
});

const material = z.object({
  materialId: needed,
  materialName: needed,
  isNeed: z.boolean(),
  orMaterial: optional,
  deferrable: z.boolean(),
  pledgeable: z.boolean(),
  legalBasis: optional,
  mapping: z.object({ ruleVersion: needed, exemptMode: needed, anyOf: z.array(option) }).nullish(),
});

const matter = z.object({
  taskCode: needed,
  catalogCode: needed,
  taskName: needed,
  taskVersion: z.coerce.number().int().min(0),
  deptName: needed,
  /** Needed: taking an unmarked matter for a low-risk one would widen what may be exempted in an outage. */
  highRisk: z.boolean(),
  applicantKinds: z.array(z.enum(["person", "enterprise"])).min(1),
  materials: z.array(material),
});

const licenseType = z.object({
  certTypeCode: needed,
  name: needed,
  aliases: z
    .array(z.string())
    .nullish()
    .transform((aliases) => aliases ?? []),
  holderKind: z.enum(["person", "enterprise"]),
  collectedSince: optional,
  updateCycle: optional,
});

export const mattersAnswer = z.object({ version: needed, matters: z.array(matter) });
export const licenseTypesAnswer = z.object({ version: needed, types: z.array(licenseType) });

export function toMatter(fields: z.infer<typeof matter>): Matter {
  return {
    code: fields.taskCode,
    catalogCode: fields.catalogCode,
    name: fields.taskName,
    version: fields.taskVersion,
    department: fields.deptName,
    highRisk: fields.highRisk,
    applicantKinds: fields.applicantKinds,
    materials: fields.materials.map(toMaterial),
  };
}

function toMaterial(fields: z.infer<typeof material>): Material {
  const { mapping } = fields;
  return {
    id: fields.materialId,
    name: fields.materialName,
    required: fields.isNeed,
    ...(fields.orMaterial ? { orGroup: fields.orMaterial } : {}),
    deferrable: fields.deferrable,
    pledgeable: fields.pledgeable,
    ...(fields.legalBasis ? { legalBasis: fields.legalBasis } : {}),
    ...(mapping ? { mapping: { ...mapping, anyOf: mapping.anyOf.map(toOption) } } : {}),
  };
}

function toOption(fields: z.infer<typeof option>): MappingOption {
  return { licenseTypes: fields.certTypeCodes, holderRole: fields.holderRole, offlineAllowed: fields.offlineAllowed };
}

export function toLicenseType(fields: z.infer<typeof licenseType>): LicenseType {
  return {
    code: fields.certTypeCode,
    name: fields.name,
    aliases: fields.aliases,
    holderKind: fields.holderKind,
    collectedSince: fields.collectedSince,
    updateCycle: fields.updateCycle,
  };
}
