/** For every reason about a license: a few words for the list, why in one sentence, what to do next. Chinese. */
import type { ReasonCode } from "../../../electron/domain/exemption/reason.ts";

export type Detail = Readonly<Record<string, string | number | boolean>>;

export interface ReasonText {
  /** For one line of the list. */
  readonly short: string;
  readonly why: (detail: Detail) => string;
  readonly next: string;
}

const PAPER = "请收取纸质材料；群众有异议的，告知其向发证机关核实。";

export const reasons: Record<ReasonCode, ReasonText> = {
  "seal-invalid": {
    short: "印章验证未通过",
    why: ({ cause }) => `电子印章验证未通过${cause ? `：${cause}` : ""}。`,
    next: "不得据此免交，请收取纸质材料；按 V 看依据。",
  },
  "no-seal": {
    short: "没有电子印章",
    why: () => "文件里没有电子印章，不能当作电子证照。",
    next: "请群众通过政务服务码重新授权，或收取纸质材料。",
  },
  "sample-license": {
    short: "样例证照",
    why: () => "这是练习用的样例证照，正式办件不能使用。",
    next: "请收取纸质材料；真实办件请勿使用练习码。",
  },
  "holder-different": {
    short: "持证主体不一致",
    why: () => "证照的持证主体不是当前办事人。",
    next: "请核对是否拿错证照；确属他人的，收取本人纸质材料。",
  },
  "status-suspended": { short: "证照已暂停", why: () => "发证机关已暂停该证照。", next: PAPER },
  "status-revoked": { short: "证照已吊销", why: () => "发证机关已吊销该证照。", next: PAPER },
  "status-cancelled": { short: "证照已注销", why: () => "该证照已办理注销。", next: PAPER },
  "status-withdrawn": { short: "证照已撤销", why: () => "发证机关已撤销该证照。", next: PAPER },
  "status-superseded": {
    short: "证照已换发",
    why: () => "该证照已换发新证，这是旧版。",
    next: "按 F5 重新调取新证；仍为旧版的，收取纸质材料。",
  },
  "status-transferred-out": { short: "证照已转出", why: () => "该证照已转往其他地区管理。", next: PAPER },
  "status-expired": {
    short: "证照已过期",
    why: () => "证照库登记该证照已过期。",
    next: "请群众换证后再办，或按规定收取其他材料。",
  },
  "status-not-active": { short: "证照未生效", why: () => "该证照尚未生效。", next: PAPER },
  "out-of-date": {
    short: "超过有效期",
    why: ({ to }) => `证照有效期${to ? `至 ${to}` : ""}，今天已过期。`,
    next: "请群众换证后再办，或按规定收取其他材料。",
  },
  "not-yet-valid": {
    short: "未到有效期",
    why: ({ from }) => `证照${from ? `自 ${from} 起` : ""}才生效。`,
    next: PAPER,
  },
  "type-different": {
    short: "证照类型不符",
    why: () => "该证照不是本材料规定的证照类型。",
    next: "请换用规定类型的证照，或收取纸质材料。",
  },
  "seal-unconfirmed": {
    short: "印章无法确认",
    why: ({ cause }) => `电子印章暂时无法确认${cause ? `：${cause}` : ""}。`,
    next: "请收取纸质材料，或转大厅管理员人工核查；按 V 看依据。",
  },
  "trust-too-old": {
    short: "信任数据过旧",
    why: () => "本机信任数据已超过 7 天或不可用，不能确认印章是否仍然有效。",
    next: "请收取纸质材料，并请大厅管理员更新信任数据。",
  },
  "status-unknown": {
    short: "证照状态不明",
    why: () => "证照库没有说明该证照的状态。",
    next: "按 F5 重新调取；仍不明确的，收取纸质材料。",
  },
  "holder-unknown": {
    short: "持证主体不明",
    why: () => "证照没有写明持证主体，或办事人尚未确定，无法比对。",
    next: "请当面核对证件，收取纸质材料。",
  },
  "second-confirmation": {
    short: "需二次确认",
    why: () => "信任数据已超过 48 小时，免交需要再确认一次。",
    next: "核对证照内容无误后免交，并再次确认；联网后系统自动复核。",
  },
  "recheck-later": {
    short: "待联网复核",
    why: () => "信任数据已超过 24 小时。",
    next: "可以免交；联网后系统自动复核，结果有变会提醒您。",
  },
  "seal-noted": {
    short: "印章需注意",
    why: ({ cause }) => `电子印章有效，另有说明${cause ? `：${cause}` : ""}。`,
    next: "可以免交；按 V 看依据。",
  },
  "holder-name-only": {
    short: "仅姓名一致",
    why: () => "证照没有证件号码，只比对了姓名。",
    next: "请当面核对身份后再免交。",
  },
  "holder-name-different": {
    short: "姓名写法不同",
    why: () => "证件号码一致，姓名写法不同。",
    next: "请核对是否为曾用名或生僻字写法，无误后免交。",
  },
  "status-not-checked": {
    short: "未向省库核实",
    why: () => "证照由群众出示，未向省电子证照库核实状态。",
    next: "核对证照内容后可以免交；联网后系统自动复核。",
  },
  "issuer-different": {
    short: "签章单位与发证机关不同",
    why: ({ owner, issuer }) => `印章属于${owner ?? "其他单位"}，发证机关为${issuer ?? "另一单位"}。`,
    next: "请核对两个单位是否为同一机关或上下级，无误后免交。",
  },
  "identifier-check": {
    short: "证照标识校验位不符",
    why: () => "电子证照标识的校验位不符，可能是录入差错。",
    next: "印章有效，可以免交；请告知大厅管理员。",
  },
  "expires-soon": {
    short: "即将到期",
    why: ({ to }) => `证照将于 ${to ?? "近期"} 到期。`,
    next: "可以免交；请提醒群众及时换证。",
  },
};
