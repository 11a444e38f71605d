/** The enterprises of the training province and who represents them; credit codes lie in division 990101. */

import { creditCode } from "./check-digits.ts";
import type { PersonId } from "./persons.ts";

export interface Enterprise {
  readonly name: string;
  /** 统一社会信用代码 */
  readonly code: string;
  readonly representative: PersonId;
  readonly kind: string;
  readonly capital: string;
  readonly founded: string;
  /** `yyyy-MM-dd`, empty = 长期. */
  readonly until: string;
  readonly address: string;
  readonly scope: string;
}

const LIMITED = "有限责任公司（自然人投资或控股）";
const APPROVAL = "（依法须经批准的项目，经相关部门批准后方可开展经营活动）";
const code = (serial: string, kind = "91"): string => creditCode(kind, "990101", `YLB000${serial}`);

export const ENTERPRISES = {
  supplyChain: {
    name: "样例云汀供应链有限公司",
    code: code("01"),
    representative: "everything",
    kind: LIMITED,
    capital: "伍佰万元整",
    founded: "2018-05-21",
    until: "",
    address: "样例省样例市青禾区丰年大道266号云汀物流园A座9层",
    scope: `许可项目：道路货物运输（不含危险货物）；食品销售。一般项目：供应链管理服务；普通货物仓储服务；国内货物运输代理；装卸搬运；农副产品销售。${APPROVAL}`,
  },
  greenFood: {
    name: "样例青禾食品有限公司",
    code: code("02"),
    representative: "foodOwner",
    kind: LIMITED,
    capital: "壹佰万元整",
    founded: "2012-03-12",
    until: "",
    address: "样例省样例市青禾区麦香路8号",
    scope: `许可项目：食品生产；食品销售。一般项目：食用农产品零售；包装材料销售。${APPROVAL}`,
  },
  longWind: {
    name: "样例长风货运有限公司",
    code: code("03"),
    representative: "withdrawnOwner",
    kind: LIMITED,
    capital: "贰佰万元整",
    founded: "2015-07-01",
    until: "",
    address: "样例省样例市青禾区长风路60号",
    scope: `许可项目：道路货物运输（不含危险货物）。一般项目：装卸搬运；停车场服务。${APPROVAL}`,
  },
  hillsAndSea: {
    name: "样例山海餐饮管理有限公司",
    code: code("04"),
    representative: "cateringOwner",
    kind: LIMITED,
    capital: "伍拾万元整",
    founded: "2014-09-30",
    until: "2024-09-29",
    address: "样例省样例市青禾区麦香路52号",
    scope: `许可项目：餐饮服务。一般项目：餐饮管理；会议及展览服务。${APPROVAL}`,
  },
  northStar: {
    name: "样例北辰运输有限公司",
    code: code("05"),
    representative: "haulageOwner",
    kind: LIMITED,
    capital: "叁佰万元整",
    founded: "2013-11-18",
    until: "",
    address: "样例省样例市青禾区长风路99号",
    scope: `许可项目：道路货物运输（不含危险货物）。一般项目：普通货物仓储服务。${APPROVAL}`,
  },
  morningDew: {
    name: "样例晨露便利店（个体工商户）",
    code: code("06", "92"),
    representative: "shopOwner",
    kind: "个体工商户",
    capital: "伍万元整",
    founded: "2021-06-18",
    until: "",
    address: "样例省样例市青禾区石榴巷30号",
    scope: `许可项目：食品销售；烟草制品零售。一般项目：日用百货销售。${APPROVAL}`,
  },
} as const satisfies Record<string, Enterprise>;

export type EnterpriseId = keyof typeof ENTERPRISES;

const ENTERPRISE_IDS = Object.keys(ENTERPRISES) as readonly EnterpriseId[];

export function representedBy(person: PersonId): EnterpriseId | undefined {
  return ENTERPRISE_IDS.find((id) => ENTERPRISES[id].representative === person);
}
