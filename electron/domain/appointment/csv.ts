/** CSV (RFC 4180) as spreadsheets of halls write it: quotes, line breaks within quotes, comma, semicolon or tab between. */

export interface CsvRecord {
  /** The line in the file on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
  /** A quote is opened in it and never closed: it cannot be read, what follows can. */
  readonly isTorn: boolean;
}

/** Each unclosed quote costs a second reading of what follows it. */
const MAX_TORN = 20;

/** Empty lines are left out. */
export function readCsv(text: string): readonly CsvRecord[] {
  const separator = separatorOf(text);
  const records: CsvRecord[] = [];
  let from = { at: 0, line: 1 };
  for (let torn = 0; torn <= MAX_TORN; torn += 1) {
    const run = readRun(text, separator, from);
    records.push(...run.records);
    if (!run.torn) break;
    records.push({ line: run.torn.line, cells: [], isTorn: true });
    const lineEnd = text.indexOf("\n", run.torn.at);
    if (lineEnd === -1) break;
    from = { at: lineEnd + 1, line: run.torn.line + 1 };
  }
  return records.filter(({ cells, isTorn }) => isTorn || cells.some((cell) => cell !== ""));
}

interface Place {
  readonly at: number;
  readonly line: number;
}

/** Up to the end, or to the record whose quote is never closed. */
function readRun(text: string, separator: string, from: Place): { records: readonly CsvRecord[]; torn?: Place } {
  const records: CsvRecord[] = [];
  const cell = new RegExp(`[ \\t]*=?"([^"]*(?:""[^"]*)*)"[^${separator}\\r\\n]*|([^${separator}\\r\\n]*)`, "y");
  const end = /\r\n|\r|\n|$/y;
  let start = from;
  let cells: string[] = [];
  for (let { at, line } = from; ; ) {
    cell.lastIndex = at;
    const [whole = "", quoted, plain = ""] = cell.exec(text) ?? [];
    if (quoted === undefined && /^[ \t]*=?"/.test(plain)) return { records, torn: start };
    cells.push(tidied(quoted?.replaceAll('""', '"') ?? plain));
    at += whole.length;
    line += whole.split(/\r\n|\r|\n/).length - 1;
    if (text[at] === separator) {
      at += 1;
      continue;
    }
    records.push({ line: start.line, cells, isTorn: false });
    end.lastIndex = at;
    const lineEnd = end.exec(text)?.[0] ?? "";
    if (lineEnd === "") return { records };
    start = { at: at + lineEnd.length, line: line + 1 };
    ({ at, line } = start);
    cells = [];
  }
}

/** Spreadsheets are kept from making numbers of long digits by an apostrophe, a tab or `="…"` (read as a quote above). */
function tidied(cell: string): string {
  return cell.trim().replace(/^'/, "");
}

function separatorOf(text: string): string {
  const head = /^[^\r\n]*/.exec(text)?.[0] ?? "";
  const counted = [",", "\t", ";"].map((separator) => ({ separator, count: head.split(separator).length }));
  return counted.sort((a, b) => b.count - a.count)[0]?.separator ?? ",";
}
