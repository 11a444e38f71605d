/** The parts of the manual that are made from code: each page marks their places, and a test compares what stands there. */
import { OUTAGE_TABLE, type OutageAnswer, type OutageRow } from "../../electron/domain/trust-age/outage-policy.ts";
import { DEFAULT_POLICY, type PolicyRow } from "../../electron/seal/policy.ts";
import { STRINGS } from "../../renderer/strings/language.ts";
import { deviceRows } from "./device-table.ts";
import { CIRCUMSTANCES, REASONS } from "./policy-reasons.ts";

const { words, codes, checks, faults, person } = STRINGS.zh;

/** Name in the mark `<!-- generated: name -->` → the text between it and `<!-- end -->`. */
export const SECTIONS: Readonly<Record<string, () => string>> = {
  outage: outageTable,
  policy: policyTable,
  "policy-version": () => `内置策略版本：\`${DEFAULT_POLICY.version}\`，共 ${DEFAULT_POLICY.rows.length} 行。`,
  faces: () => table(["结论", "窗口上的简称"], faceRows()),
  actions: () =>
    table(
      ["代码", "含义"],
      Object.entries(words.audit).map(([action, meaning]) => [`\`${action}\``, meaning]),
    ),
  "trust-faults": () => faultTable("trust."),
  "policy-faults": () => faultTable("policy."),
  "device-faults": () => faultTable("device."),
  "device-table": () => table(["厂商", "型号", "按什么识别", "设备配置", "检验方式"], deviceRows()),
  "photo-gaps": () =>
    table(
      ["提示", "怎么办"],
      Object.values(person.photoGaps).map(({ what, next }) => [what, next]),
    ),
  checks: () =>
    Object.values(checks)
      .map((question) => `- ${question}`)
      .join("\n"),
};

/** Replaces what stands between each pair of marks; a mark that no section knows is a mistake of the page. */
export function fillSections(page: string): string {
  return page.replace(
    /(<!-- generated: ([a-z-]+) -->\n)[\s\S]*?(<!-- end -->)/g,
    (_, open: string, name: string, close: string) => {
      const section = SECTIONS[name];
      if (!section) throw new Error(`no section is called ${name}`);
      return `${open}\n${section()}\n\n${close}`;
    },
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function faceRows(): string[][] {
  const shorts: Readonly<Record<string, string>> = words.shortFaces;
  return Object.entries(words.faces).map(([face, name]) => [`**${name}**`, shorts[face] ?? ""]);
}

function outageTable(): string {
  const head = ["最旧一份名单的时间", "刚从省库调取的证照", "本机缓存或群众出示的证照", "能否免交"];
  return table(
    head,
    OUTAGE_TABLE.map((row, index) => [
      ageRange(OUTAGE_TABLE[index - 1], row),
      faceOf(row.library, row),
      otherFace(row),
      rightOf(row),
    ]),
  );
}

function ageRange(before: OutageRow | undefined, { upToMs }: OutageRow): string {
  if (upToMs === undefined)
    return `${ageName(before?.upToMs)}以上，或没有名单、名单签名不对、数据被换回旧的、本机时钟可疑`;
  return before ? `${ageName(before.upToMs)}至 ${ageName(upToMs)}` : `${ageName(upToMs)}以内`;
}

function ageName(ms = 0): string {
  const hours = ms / 3_600_000;
  return hours <= 48 ? `${hours} 小时` : `${hours / 24} 天`;
}

function faceOf({ bestFace }: OutageAnswer, { tellsAge }: OutageRow): string {
  return bestFace === "valid" && tellsAge ? `${words.faces.valid}，注明时间` : words.faces[bestFace];
}

function otherFace(row: OutageRow): string {
  const [low, high] = [faceOf(row.lowRisk, row), faceOf(row.highRisk, row)];
  return low === high ? low : `一般事项${low}；高风险事项${high}`;
}

const RIGHTS = {
  yes: "可以",
  "yes-recheck": "可以，标“待联网复核”",
  "second-confirmation": "可以，须二次确认",
  no: "不可以，收取纸质材料",
} as const;

function rightOf({ library, lowRisk, highRisk }: OutageRow): string {
  if (library.right === highRisk.right && lowRisk.right === highRisk.right) return RIGHTS[library.right];
  return `${RIGHTS[lowRisk.right]}；出示或缓存的证照用于高风险事项：${RIGHTS[highRisk.right]}`;
}

function policyTable(): string {
  return table(["代码", "说明", "结论", "处置", "为什么"], DEFAULT_POLICY.rows.map(policyRow));
}

function policyRow(row: PolicyRow): string[] {
  const { code, variant } = row;
  const circumstance = variant && (CIRCUMSTANCES[variant] ?? variant);
  const meaning = codes[code] ?? code;
  const key = variant ? `${code}/${variant}` : code;
  const said = circumstance ? `${meaning}（${circumstance}）` : meaning;
  return [`\`${key}\``, said, indicationOf(row), decisionOf(row), REASONS[key] ?? ""];
}

function indicationOf({ severity, indication, subIndication }: PolicyRow): string {
  if (severity !== "fail" || !indication) return "不影响结论";
  return `${words.indications[indication]} \`${subIndication ?? indication}\``;
}

function decisionOf({ severity, decision }: PolicyRow): string {
  if (severity === "info") return "只记入依据";
  if (severity === "warn") return `${words.decisionsOfPolicy.accept}，需注意`;
  return decision ? words.decisionsOfPolicy[decision] : words.decisionsOfPolicy.reject;
}

function faultTable(prefix: string): string {
  const rows = Object.entries(faults)
    .filter(([code]) => code.startsWith(prefix))
    .map(([code, { what, why, next, nextForAdministrator }]) => [
      what,
      why,
      nextForAdministrator ?? next,
      `\`${code}\``,
    ]);
  return table(["提示", "原因", "管理员怎么办", "代码"], rows);
}
