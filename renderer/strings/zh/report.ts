/** Words of the printed verification report in Chinese: as an office files it. */
import type { Face } from "../../../electron/domain/verdict/verdict.ts";

interface VerdictWords {
  /** @param cause in words; empty when there is none. */
  readonly why: (cause: string) => string;
  readonly next: string;
}

const HOUR = 3_600_000;

const verdicts: Record<Face | "sample", VerdictWords> = {
  valid: {
    why: () => "文件完整，电子印章有效，签章证书可信，所用名单中没有被吊销。",
    next: "可以采信本文件；持证主体、证照状态和有效期请另行核对。",
  },
  attention: {
    why: (cause) => `文件完整，电子印章有效，另有说明${cause ? `：${cause}` : ""}。`,
    next: "可以采信本文件，采信前请看下列说明。",
  },
  unconfirmed: {
    why: (cause) => `暂时不能确认${cause ? `：${cause}` : ""}。这不表示文件是假的。`,
    next: "请收取纸质材料，或由大厅管理员人工核查。",
  },
  invalid: {
    why: (cause) => `本文件不能采信${cause ? `：${cause}` : ""}。`,
    next: "不得据此免交；有异议的，向发证机关核实。",
  },
  "not-license": { why: () => "文件里没有电子签章，不能当作电子证照。", next: "请重新调取，或收取纸质材料。" },
  sample: { why: () => "这是练习用的样例，不是真实证照。", next: "不得用于正式办件。" },
};

export const report = {
  title: "电子证照核验报告",
  training: "练习样例，不作凭证",
  commandLine: "命令行核验",
  number: "报告编号",
  caseNo: "办件编号",
  printedAt: "打印时间",
  indication: "结论",
  decision: "处置",
  verdicts,
  file: "一、文件",
  fileName: "文件名称",
  fileNumber: "证照编号",
  format: "格式",
  formats: { ofd: "OFD（GB/T 33190）", pdf: "PDF", other: "其他" },
  size: "大小",
  bytes: (count: string) => `${count} 字节`,
  causes: "说明",
  seals: "二、印章和签章",
  noSeals: "文件里没有电子签章。",
  sealNo: (index: number) => `第 ${index} 枚`,
  outcome: "结论",
  reasons: "说明",
  sealId: "印章编号",
  maker: "制章者",
  createdAt: "制章日期",
  sealValidity: "印章有效期",
  signer: "签章单位",
  signedAt: "签章时间",
  noTime: "未写明",
  issuer: "证书颁发者",
  serial: "证书序列号",
  certificateValidity: "证书有效期",
  standard: "标准",
  covers: "保护范围",
  coversAll: "全部内容",
  uncovered: "以下内容不在这枚印章的保护之内：",
  coverageClasses: { STRUCTURE: "文件结构", RENDERED: "可见内容", ATTACHMENT: "附件", UNREACHABLE: "页面用不到的文件" },
  checks: "三、核验项",
  wholeFile: "整个文件",
  checkNo: "序号",
  question: "问题",
  answer: "回答",
  explained: "代码和依据",
  grounds: "四、核验依据",
  verifiedAt: "核验时间",
  trustIssue: "信任数据",
  trustIssuedAt: "信任数据签发",
  listsAsOf: "吊销信息截至",
  noLists: "没有可用的吊销信息",
  /** Between the oldest list and the verification, milliseconds. */
  age: (ms: number) => {
    if (ms < 0) return "晚于核验时间";
    if (ms < HOUR) return `距核验 ${Math.floor(ms / 60_000)} 分钟`;
    return ms < 48 * HOUR ? `距核验 ${Math.floor(ms / HOUR)} 小时` : `距核验 ${Math.floor(ms / (24 * HOUR))} 天`;
  },
  aside: (text: string) => `（${text}）`,
  trustAge: "信任数据新旧",
  policy: "核验策略",
  terminal: "终端和窗口",
  clerk: "经办人",
  program: "核验程序",
  remarks: "五、说明",
  remarkLines: [
    "本报告由本机核验生成，核验时没有把文件内容交给任何外部服务。",
    "报告只说明摘要与上列相同的文件在核验时刻的情况；文件有任何改动，摘要即不相同。",
    "结论以上列信任数据为限，此后发生的吊销不在其中。签章时间注明“声明”的，由签章者写入，未经可信时间戳证明。",
    "报告不含持证主体信息，不证明持证主体与办事人一致，不代替证照本身。",
    "用上列策略版本和信任数据对同一文件重新核验，可以复核本报告。",
  ] as readonly string[],
  signingLines: ["经办人", "复核人", "日期"] as readonly string[],
  pageOf: (page: string, pages: string) => `第 ${page} 页，共 ${pages} 页`,
};

export type ReportStrings = typeof report;
