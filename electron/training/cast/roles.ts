/** What each person of the cast is for: one sentence, the matters that fit, and how they answer a request for consent. */

import type { MatterId } from "../matters/matter-list.ts";
import type { PersonId } from "./persons.ts";

export interface Role {
  readonly special: string;
  readonly matters: readonly MatterId[];
  /** Absent: grants after a moment. */
  readonly consent?: "refuses" | "never-answers";
  /** False: the library says 无访问该证权限. */
  readonly hasRight?: boolean;
}

export const ROLES: Readonly<Record<PersonId, Role>> = {
  everything: {
    special: "默认人物：证照齐全，全部有效",
    matters: ["homeTransfer", "freightPermit", "foodPermit", "housingFund", "practitionerRenewal", "schoolEnrolment"],
  },
  spouse: { special: "缺证：名下没有不动产权证", matters: ["homeTransfer", "housingFund"] },
  schoolChild: { special: "儿童，出生医学证明的持证人", matters: [] },
  newFather: { special: "新生儿父亲，证照齐全", matters: ["birthRegistration"] },
  newMother: { special: "新生儿母亲，证照齐全", matters: ["birthRegistration"] },
  newborn: { special: "新生儿，出生医学证明的持证人", matters: [] },
  expiredDriver: { special: "驾驶证已过有效期", matters: ["practitionerRenewal"] },
  cancelledDriver: { special: "从业资格证在证照库中已注销", matters: ["practitionerRenewal"] },
  tamperedHome: { special: "不动产权证签章后被改动（面积）", matters: ["homeTransfer", "housingFund"] },
  strangersMarriage: { special: "证照库给出的结婚证是他人的", matters: ["homeTransfer", "housingFund"] },
  revokedSigner: { special: "从业资格证由已吊销的签章证书签章", matters: ["practitionerRenewal"] },
  forgedSeal: { special: "不动产权证的印章和签章人来历不明", matters: ["homeTransfer"] },
  divorced: { special: "离异，以离婚证代替结婚证", matters: ["homeTransfer", "housingFund"] },
  expiredSigner: { special: "居住证签章时签章证书已过期", matters: ["schoolEnrolment"] },
  secondChild: { special: "儿童，出生医学证明的持证人", matters: [] },
  foodOwner: { special: "法定代表人，证照齐全", matters: ["foodPermit"] },
  withdrawnOwner: { special: "营业执照已被吊销", matters: ["freightPermit"] },
  refusing: { special: "在手机上拒绝授权", matters: ["homeTransfer"], consent: "refuses" },
  silent: { special: "在手机上一直不回应授权", matters: ["housingFund"], consent: "never-answers" },
  expiredCode: { special: "政务服务码已过期", matters: ["homeTransfer"] },
  usedCode: { special: "政务服务码已使用", matters: ["homeTransfer"] },
  emptyHanded: { special: "证照库成功应答，但没有任何证照", matters: ["homeTransfer", "schoolEnrolment"] },
  noRight: { special: "证照库答复无访问该证权限", matters: ["homeTransfer"], hasRight: false },
  dottedName: { special: "姓名带间隔号，证照齐全", matters: ["practitionerRenewal"] },
  suspendedDriver: { special: "驾驶证被暂扣", matters: ["practitionerRenewal"] },
  migrantFather: { special: "随迁子女家长，以租房合同证明住房", matters: ["schoolEnrolment"] },
  migrantChild: { special: "儿童，出生医学证明的持证人", matters: [] },
  migrantMother: { special: "名下只有与配偶共同的结婚证", matters: ["housingFund"] },
  cateringOwner: { special: "营业执照的营业期限已届满", matters: ["foodPermit"] },
  haulageOwner: { special: "道路运输经营许可证已过期，名下没有行驶证", matters: ["freightPermit"] },
  shopOwner: { special: "个体工商户经营者，证照齐全", matters: ["foodPermit"] },
};
