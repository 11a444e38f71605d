/** 用证 as the families want it stated with every call: who asks, from where, for which matter. */
import type { UsageContext } from "../app/ports/province.ts";
import type { ProvinceConfig } from "./config.ts";

/** Fields common to the operators of families 1 and 2. The terminal does not know its clerks' ID numbers. */
export function operatorFields(usage: UsageContext, organization: ProvinceConfig["organization"]) {
  return {
    account: usage.operator.account,
    name: usage.operator.name,
    identity_num: "",
    role: usage.operator.role,
    division: organization.division,
    division_code: organization.divisionCode,
    service_org: organization.name,
  };
}
