/** How far a case is: which licenses are out, which are unverified, which materials still want a decision. */
import type { LicenseStatus } from "../license/license-status.ts";
import { type CaseFile, currentDecision } from "./case-file.ts";

export function pendingTypes(file: CaseFile): readonly string[] {
  return file.requests.filter((request) => request.state === "pending").map((request) => request.typeCode);
}

export function unverified(file: CaseFile): readonly string[] {
  return file.licenses.filter((held) => !held.verdict).map((held) => held.record.licenseId);
}

/** A newer license may be there; the library knows no more of this one than that. */
const OUTDATED: readonly LicenseStatus[] = ["superseded", "unknown"];

/** What the library may answer differently by now: what it had not or did not give, and what it has only outdated. */
export function typesToAskAgain(file: CaseFile): readonly string[] {
  const isOutdated = (typeCode: string) => {
    const pulled = file.licenses.filter(({ record }) => record.typeCode === typeCode && record.source !== "presented");
    const isDecided = pulled.some(({ record }) => file.decisions.some((one) => one.licenseId === record.licenseId));
    return pulled.length > 0 && !isDecided && pulled.every(({ record }) => OUTDATED.includes(record.status));
  };
  return file.requests
    .filter(({ state, typeCode }) => state === "failed" || (state === "arrived" && isOutdated(typeCode)))
    .map(({ typeCode }) => typeCode);
}

/** The phase that fits what is still out. */
export function nextPhase(file: CaseFile): "fetching" | "verifying" | "deciding" {
  if (pendingTypes(file).length > 0) return "fetching";
  return unverified(file).length > 0 ? "verifying" : "deciding";
}

/** Materials that must have a decision and have none; an alternative that was decided speaks for its group. */
export function undecidedMaterials(file: CaseFile): readonly string[] {
  const decidedGroups = new Set(
    file.matter.materials
      .filter((material) => material.orGroup && currentDecision(file, material.id))
      .map((material) => material.orGroup),
  );
  return file.matter.materials
    .filter(
      (material) =>
        material.required && !decidedGroups.has(material.orGroup ?? "") && !currentDecision(file, material.id),
    )
    .map((material) => material.id);
}

export function isSettled(file: CaseFile): boolean {
  return undecidedMaterials(file).length === 0;
}

export function withoutNotice(file: CaseFile): CaseFile {
  const { notice: _, ...rest } = file;
  return rest;
}
