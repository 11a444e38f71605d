/** 用证 purpose of a case: stated on every call to the province, at most 200 characters. */
import type { CaseFile } from "../../domain/case/case-file.ts";
import { neededLicenseTypes } from "../../domain/matter/matter.ts";
import type { UsageContext } from "../ports/province.ts";

export function usageOf(file: CaseFile): UsageContext {
  const { matter, openedBy } = file;
  return {
    caseNo: file.caseNo,
    matter: { code: matter.code, name: matter.name, department: matter.department },
    useCause: `办理“${matter.name}”,核验免交材料`.slice(0, 200),
    operator: { account: openedBy.account, name: openedBy.name, role: openedBy.role },
    licenseTypes: neededLicenseTypes(matter),
  };
}
