/** Trust data in Chinese lines for a person at a command line. */
import type { TrustDifference, TrustOverview } from "../app/ports/trust.ts";
import { visibleText } from "../seal/visible-text.ts";
import type { Output } from "./command.ts";
import { faultLine } from "./fault-line.ts";

const TITLES: Readonly<Record<string, string>> = {
  anchor: "根证书",
  intermediate: "中间证书",
  list: "吊销列表",
  "old-list": "旧吊销列表",
  province: "省信任数据",
  "built-in": "随程序内置",
  imported: "人工导入",
  pinned: "本机预置",
  announced: "由前一密钥宣布",
  "in-force": "使用中",
  "not-yet": "尚未启用",
  retiring: "即将停用",
  retired: "已停用",
  fresh: "新",
  aging: "正常",
  late: "偏旧",
  stale: "过旧",
  expired: "不可用",
  "bundle-due": "应有新一期数据包",
  "list-due": "吊销列表应更新",
  "certificate-ends": "证书到期",
  "publisher-key-ends": "发布者旧密钥停用",
  "age-late": "超过 24 小时未更新，结论须注意",
  "age-stale": "超过 48 小时未更新，高风险事项不能免交",
  "age-expired": "超过 7 天未更新，一律无法确认",
};

export const titleOf = (word: string): string => TITLES[word] ?? word;

const time = (at: number): string =>
  `${new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace("T", " ")} (北京时间)`;

export function printStatus(output: Output, overview: TrustOverview): void {
  const { band, listsAsOf, bundle, highestIssue, isRolledBack, publishers, refresh, deadlines, now, problems } =
    overview;
  output.line(`吊销信息截至: ${listsAsOf === undefined ? "从未更新" : `${time(listsAsOf)} · ${titleOf(band)}`}`);
  if (bundle)
    output.line(`数据包: 第 ${bundle.issue} 期 · ${visibleText(bundle.publisher)} · 签发 ${time(bundle.issuedAt)}`);
  if (isRolledBack) output.line(`已回退一代;曾接受的最高期号为第 ${highestIssue} 期,下次更新会重新取回`);
  const count = (kind: "anchor" | "intermediate") => overview.certificates.filter(({ role }) => role === kind).length;
  output.line(`根证书 ${count("anchor")} · 中间证书 ${count("intermediate")} · 吊销列表 ${overview.lists.length}`);
  output.line(`最近检查: ${refresh.checkedAt === undefined ? "从未" : time(refresh.checkedAt)}`);
  for (const { keyId, origin, state } of publishers) {
    output.line(`发布者密钥 ${keyId.slice(0, 16)}… · ${titleOf(origin)} · ${titleOf(state)}`);
  }
  for (const { kind, at, name } of deadlines) {
    output.line(
      `${at < now ? "已过" : "将到"} ${time(at)}: ${titleOf(kind)}${name === undefined ? "" : ` (${visibleText(name)})`}`,
    );
  }
  for (const problem of problems) output.note(faultLine(problem));
}

export function printPreview(output: Output, preview: TrustDifference): void {
  const { before, after, certificates, lists, newlyRevoked, noLongerRevoked, toConfirm, unreadable } = preview;
  if (after) output.line(`    数据包: 第 ${before?.issue ?? "-"} 期 → 第 ${after.issue} 期`);
  for (const { role, subject, fingerprint, sha256 } of certificates.added) {
    output.line(
      `    + ${titleOf(role)} ${visibleText(subject)}\n        指纹 SM3 ${fingerprint}\n        指纹 SHA-256 ${sha256}`,
    );
  }
  for (const { role, subject } of certificates.removed) output.line(`    - ${titleOf(role)} ${visibleText(subject)}`);
  output.line(`    吊销列表变化 ${lists.length} · 新吊销 ${newlyRevoked} · 不再吊销 ${noLongerRevoked}`);
  if (toConfirm.length > 0) output.line(`    须与发布单位核对的根证书指纹: ${toConfirm.join(" ")}`);
  for (const reason of unreadable) output.note(`    ${visibleText(reason)}`);
}
