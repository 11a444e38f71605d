/**
 * The agencies of 样例市 that issue licenses or handle matters, with credit codes of the division that does not exist
 * (990100), and the seals they sign with. Signers that are out of order belong to an agency as well.
 */

import type { CertListType } from "../seal/electronic-seal.ts";
import { creditCode } from "./check-digits.ts";

export const CITY_DIVISION = "990100";

export interface Agency {
  readonly name: string;
  /** 统一社会信用代码 */
  readonly code: string;
}

const agency = (name: string, serial: string): Agency => ({
  name,
  code: creditCode("11", CITY_DIVISION, `YL0000${serial}`),
});

export const AGENCIES = {
  publicSecurity: agency("样例市公安局", "01"),
  trafficPolice: agency("样例市公安局交通警察支队", "02"),
  market: agency("样例市市场监督管理局", "03"),
  transport: agency("样例市交通运输局", "04"),
  health: agency("样例市卫生健康委员会", "05"),
  civilAffairs: agency("样例市民政局", "06"),
  naturalResources: agency("样例市自然资源和规划局", "07"),
  humanResources: agency("样例市人力资源和社会保障局", "08"),
  education: agency("样例市教育局", "09"),
  housingFund: agency("样例市住房公积金管理中心", "10"),
} as const satisfies Record<string, Agency>;

export type AgencyId = keyof typeof AGENCIES;

/** What is the matter with a signer; the good ones are `good`. */
export type SignerState = "good" | "revoked" | "expired" | "untrusted";

export interface SignerPlan {
  readonly agency: AgencyId;
  /** Straight beneath the star of the seal. */
  readonly purpose: string;
  readonly state: SignerState;
  readonly certListType: CertListType;
  /** esID, 13 digits as registered seals have them: division, then a serial number. */
  readonly sealId: string;
  readonly diameterMm: number;
  /** Each signature gets a timestamp of the time authority, so that its time is proven and not only claimed. */
  readonly isStamped: boolean;
}

const plan = (
  agencyId: AgencyId,
  serial: string,
  purpose: string,
  rest: Partial<Pick<SignerPlan, "state" | "certListType" | "diameterMm" | "isStamped">> = {},
): SignerPlan => ({
  agency: agencyId,
  purpose,
  state: "good",
  certListType: 1,
  sealId: `${CITY_DIVISION}000${serial}`,
  diameterMm: 42,
  isStamped: false,
  ...rest,
});

export const SIGNERS = {
  publicSecurity: plan("publicSecurity", "0001", "电子证照专用章"),
  trafficPolice: plan("trafficPolice", "0002", "电子证照专用章"),
  market: plan("market", "0003", "电子证照专用章", { isStamped: true }),
  transport: plan("transport", "0004", "电子证照专用章", { certListType: 2 }),
  health: plan("health", "0005", "出生医学证明专用章", { diameterMm: 40 }),
  civilAffairs: plan("civilAffairs", "0006", "婚姻登记专用章", { diameterMm: 40 }),
  naturalResources: plan("naturalResources", "0007", "不动产登记专用章", { isStamped: true }),
  humanResources: plan("humanResources", "0008", "电子证照专用章"),
  /** Certificate revoked for key compromise before its licenses were sealed. */
  transportRevoked: plan("transport", "0104", "电子证照专用章", { state: "revoked" }),
  /** Certificate ran out before its licenses were sealed. */
  publicSecurityExpired: plan("publicSecurity", "0101", "电子证照专用章", { state: "expired" }),
  /** A look-alike seal of a maker and a root of its own. */
  naturalResourcesForged: plan("naturalResources", "0107", "不动产登记专用章", { state: "untrusted" }),
} as const satisfies Record<string, SignerPlan>;

export type SignerId = keyof typeof SIGNERS;

export const SIGNER_IDS = Object.keys(SIGNERS) as readonly SignerId[];
