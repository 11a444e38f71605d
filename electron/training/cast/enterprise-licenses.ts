/** Licenses that enterprises hold: 营业执照, 道路运输经营许可证, and vehicles registered in their name. */

import type { Enterprise } from "./enterprises.ts";
import { type Fate, issueLicense } from "./issuing.ts";
import type { Holder, License } from "./license.ts";
import { PERSONS } from "./persons.ts";

export const enterpriseHolder = (enterprise: Enterprise): Holder => ({
  name: enterprise.name,
  kind: "enterprise",
  number: enterprise.code,
});

function longDate(iso: string): string {
  const [year, month, day] = iso.split("-");
  return `${year}年${month}月${day}日`;
}

/** The period printed ends in 长期 when the enterprise has no limit. */
export function businessLicense(enterprise: Enterprise, issueDate: string, fate?: Fate): License {
  const representative = PERSONS[enterprise.representative];
  const until = enterprise.until === "" ? "长期" : longDate(enterprise.until);
  return issueLicense(
    {
      typeId: "businessLicense",
      number: enterprise.code,
      holders: [enterpriseHolder(enterprise)],
      issueDate,
      validFrom: enterprise.founded,
      validTo: enterprise.until,
      face: {
        统一社会信用代码: enterprise.code,
        名称: enterprise.name,
        类型: enterprise.kind,
        法定代表人: representative.name,
        经营范围: enterprise.scope,
        注册资本: enterprise.capital,
        成立日期: longDate(enterprise.founded),
        营业期限: `${longDate(enterprise.founded)}至${until}`,
        住所: enterprise.address,
      },
      hidden: { 法定代表人证件号码: representative.number },
    },
    fate,
  );
}

export interface OperationTerms {
  readonly from: string;
  readonly to: string;
  readonly serial: string;
}

export function transportOperation(enterprise: Enterprise, terms: OperationTerms, fate?: Fate): License {
  const number = `样交运管许可样例字990101${terms.serial}号`;
  const representative = PERSONS[enterprise.representative];
  return issueLicense(
    {
      typeId: "transportOperation",
      number,
      holders: [enterpriseHolder(enterprise)],
      issueDate: terms.from,
      validTo: terms.to,
      face: {
        许可证号: number,
        业户名称: enterprise.name,
        地址: enterprise.address,
        法定代表人: representative.name,
        经营范围: "道路普通货物运输",
        有效期限: `${longDate(terms.from)}至${longDate(terms.to)}`,
      },
      hidden: { 法定代表人证件号码: representative.number },
    },
    fate,
  );
}
