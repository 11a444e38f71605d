/** Sentences about today's appointments and what was fetched for them, in Chinese. */
import type { AppointmentView } from "../../../electron/contract/appointments.ts";
import type { ConsentNote, RowProblem } from "../../../electron/domain/appointment/read-row.ts";

const states: Readonly<Record<AppointmentView["state"], string>> = {
  "no-consent": "不预取",
  "matter-unknown": "事项未知",
  waiting: "待预取",
  failed: "稍后重试",
  nothing: "省库无证照",
  ready: "已预取",
};

/** What it means and what to do; shown where there is something to do. */
const advice: Readonly<Record<AppointmentView["state"], string>> = {
  "no-consent": "没有预取授权记录，到场后联网调取",
  "matter-unknown": "请核对预约的事项编码",
  waiting: "省库空闲时自动预取",
  failed: "15 分钟后自动再取",
  nothing: "请提醒办事人带纸质材料",
  ready: "断网时读身份证即可取用",
};

const problems: Readonly<Record<RowProblem, string>> = {
  cells: "列数与表头不符",
  torn: "引号没有配对",
  reference: "缺预约号",
  "reference-twice": "预约号重复",
  "matter-unknown": "事项不在目录中",
  name: "缺姓名",
  "number-shape": "证件号码格式不对",
  "number-check-digit": "证件号码校验位不对",
  "number-date": "证件号码中的日期不对",
  time: "日期或时段读不了",
  "time-order": "结束早于开始",
  "other-day": "不是今天的预约",
  over: "预约已经结束",
  "other-hall": "是别的大厅的预约",
  "other-counter": "是别的窗口的预约",
};

const notes: Readonly<Record<ConsentNote, string>> = {
  "consent-absent": "没有授权记录，不预取",
  "consent-refused": "未授权，不预取",
  "consent-incomplete": "授权记录不全，不预取",
  "consent-time": "授权时间不对，不预取",
};

export const appointments = {
  appointments: {
    title: "今日预约",
    hint: "有授权的，省库在线时先取好证照，断网时读身份证即可办理。办结或时段结束 1 小时后自动删除，不过夜。",
    receive: "接收名单",
    receiving: "正在接收…",
    import: "导入文件…",
    deleteAll: "全部删除",
    delete: "删除",
    back: "返回窗口",
    none: "今天还没有预约",
    noneHint: "按 F5 从省平台接收名单，或按 F6 导入预约系统导出的 CSV、JSON 文件。",
    noneHintNoSource: "按 F6 导入预约系统导出的 CSV、JSON 文件。",
    columns: {
      time: "时段",
      person: "办事人",
      matter: "事项",
      consent: "预取授权",
      state: "证照",
      next: "说明",
      acts: "操作",
    },
    noConsent: "无",
    /** Why a list as a whole is not taken, by the fault's reason; `$` stands for its missing columns. */
    unreadable: {
      workbook: { why: "这是 Excel 工作簿，不是 CSV。", next: "请在表格软件里“另存为 CSV（UTF-8）”，再导入。" },
      encoding: { why: "文字编码认不出，既不是 UTF-8，也不是 GBK。", next: "请另存为 UTF-8 的 CSV，再导入。" },
      empty: { why: "文件是空的，一行也没有。", next: "请从预约系统重新导出，再导入。" },
      columns: { why: "缺少必需的列：$。", next: "请连表头一起重新导出，再导入；已有的预约不受影响。" },
      json: { why: "文件像是 JSON，但不完整，或不是一份名单。", next: "请从预约系统重新导出，再导入。" },
      "too-many": { why: "超过 2,000 行，不像本窗口一天的预约。", next: "请只导出本窗口今天的预约，再导入。" },
      "too-large": { why: "文件超过 640 KB，不像本窗口一天的预约。", next: "请只导出本窗口今天的预约，再导入。" },
    },
    states,
    advice,
    count: (fetched: number, needed: number) => `${fetched}/${needed}`,
    askedAt: (time: string) => `${time} 取`,
    missing: (types: string) => `省库没有：${types}`,
    comma: "、",
    total: (all: number, ready: number) => `共 ${all} 个预约，${ready} 个已预取`,
    card: "今日预约",
    cardCount: (ready: number, all: number) => `${ready}/${all} 已预取`,
    cardNone: "未导入名单",
  },
  appointmentList: {
    title: "名单已读入",
    taken: (count: number) => `收下 ${count} 行`,
    added: (count: number) => `新增 ${count}`,
    changed: (count: number) => `有变 ${count}`,
    unchanged: (count: number) => `未变 ${count}`,
    done: (count: number) => `今天已办结 ${count}`,
    gone: (count: number) => `已取消 ${count}`,
    refused: (count: number) => `${count} 行没有收下`,
    unconsented: (count: number) => `${count} 行收下但不预取`,
    line: (line: number) => `第 ${line} 行`,
    problems,
    notes,
    close: "知道了",
  },
  appointmentDeletion: {
    title: "删除全部预约？",
    hint: "预约和已预取的证照一并删除，不能恢复；名单可以再次接收或导入。",
    submit: "删除",
    cancel: "取消",
  },
};

export type AppointmentStrings = typeof appointments;
