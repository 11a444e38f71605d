/** The columns of an appointment list and the names under which halls and their systems write them. */

export const COLUMNS = {
  reference: ["预约号", "预约编号", "预约流水号", "appointmentNo", "reference"],
  matter: ["事项编码", "事项代码", "事项名称", "事项", "taskCode", "matterCode", "matter"],
  name: ["姓名", "办事人", "预约人", "申请人", "personName", "name"],
  number: ["证件号码", "证件号", "身份证号", "公民身份号码", "统一社会信用代码", "personNumber", "idNumber", "number"],
  day: ["预约日期", "日期", "day", "date"],
  span: ["预约时段", "时段", "预约时间", "timeSpan", "time"],
  from: ["开始时间", "起始时间", "startTime", "from", "start"],
  until: ["结束时间", "截止时间", "endTime", "until", "end"],
  hall: ["大厅", "政务大厅", "大厅名称", "hall", "hallName"],
  counter: ["窗口", "窗口名称", "counter", "counterName"],
  isConsented: ["是否授权", "授权状态", "consented"],
  consentMeans: ["授权方式", "consentMeans", "consent.means"],
  consentAt: ["授权时间", "consentAt", "consent.at"],
  consentReference: ["授权编号", "授权凭证", "consentReference", "consent.reference"],
} as const satisfies Record<string, readonly string[]>;

export type Column = keyof typeof COLUMNS;

export type Row = Readonly<Partial<Record<Column, string>>>;

const BY_NAME = new Map<string, Column>(
  Object.entries(COLUMNS).flatMap(([column, names]) => names.map((name) => [plain(name), column as Column])),
);

/** Undefined for a column that says nothing to us. */
export function columnOf(name: string): Column | undefined {
  return BY_NAME.get(plain(name));
}

/** What a list cannot do without; of `span` and `from` with `until` one is enough. */
export function missingColumns(found: ReadonlySet<Column>): readonly Column[] {
  const needed = (["reference", "matter", "name", "number"] as const).filter((column) => !found.has(column));
  const hasTime = found.has("span") || (found.has("from") && found.has("until"));
  return hasTime ? needed : [...needed, "span"];
}

function plain(name: string): string {
  return name
    .normalize("NFKC")
    .replace(/[\s*_-]/g, "")
    .toLowerCase();
}
