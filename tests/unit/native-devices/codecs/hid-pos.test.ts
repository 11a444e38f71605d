import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  createHidPosFramer,
  type HidPosLayout,
  type HidPosOptions,
} from "../../../../native-devices/codecs/hid-pos.ts";
import type { FrameEvent } from "../../../../native-devices/codecs/line-framer.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

interface ReportParts {
  readonly aim?: string;
  readonly data: string | Uint8Array;
  readonly isContinued?: boolean;
  /** Overrules the length that goes with the data. */
  readonly length?: number;
  readonly extra?: number;
}

function standard({ aim = "]Q1", data, isContinued = false, length, extra }: ReportParts): Uint8Array {
  const content = typeof data === "string" ? bytes(data) : data;
  const report = new Uint8Array(64);
  const head = extra === undefined ? [] : [extra];
  report.set([0x02, length ?? content.length, ...head, ...bytes(aim)]);
  report.set(content, 5 + head.length);
  if (isContinued) report[63] = 1;
  return report;
}

function plain(id: number, data: string | Uint8Array, isContinued = false): Uint8Array {
  const content = typeof data === "string" ? bytes(data) : data;
  const report = new Uint8Array(64);
  report.set([id, content.length, ...content]);
  if (isContinued) report[63] = 1;
  return report;
}

const show = (event: FrameEvent) =>
  event.kind === "frame"
    ? `${new TextDecoder().decode(event.bytes)}|${event.endedBy}`
    : `lost:${event.reason}:${event.droppedBytes}`;

const framer = (over: Partial<HidPosOptions> = {}) =>
  createHidPosFramer({ layout: "standard", idleMs: 200, maxBytes: 4096, ...over });

/** Pushes the reports 5 ms apart, then enough silence to end what is left. */
function labels(reports: readonly Uint8Array[], over: Partial<HidPosOptions> = {}): string[] {
  const codec = framer(over);
  const events = reports.flatMap((report, index) => codec.push(report, index * 5));
  return [...events, ...codec.idle(reports.length * 5 + 200)].map(show);
}

const fifty = "0123456789".repeat(5);
const full = `${fifty}ABCDEF`;

describe("one report", () => {
  test.each<[string, HidPosLayout, Uint8Array, string[]]>([
    ["standard", "standard", standard({ data: "SZ0001" }), ["]Q1SZ0001|report"]],
    ["standard, trailing CR", "standard", standard({ data: "SZ0001\r" }), ["]Q1SZ0001|report"]],
    ["standard, trailing CRLF", "standard", standard({ data: "SZ0001\r\n" }), ["]Q1SZ0001|report"]],
    ["standard, 56 bytes", "standard", standard({ data: full }), [`]Q1${full}|report`]],
    ["standard, identifier not sent", "standard", standard({ aim: "\0\0\0", data: "A1" }), ["A1|report"]],
    ["standard, rubbish behind the data", "standard", standard({ data: "A1rubbish", length: 2 }), ["]Q1A1|report"]],
    ["one byte more", "standard", standard({ data: "A1", extra: 0 }), ["]Q1A1|report"]],
    ["one byte more that is a bracket", "standard", standard({ data: "A1", extra: 0x5d }), ["]Q1A1|report"]],
    ["Newland", "newland", plain(2, "SZ0001\r"), ["SZ0001|report"]],
    ["Newland, a bracket in the data", "newland", plain(2, "a]b"), ["a]b|report"]],
    ["Microscan", "microscan", plain(1, "SZ0001\r\n"), ["SZ0001|report"]],
    ["of another number", "standard", plain(3, "SZ0001"), []],
    ["without content", "newland", plain(2, ""), []],
    ["of nothing but a line break", "newland", plain(2, "\r"), []],
    ["that is empty", "standard", new Uint8Array(0), []],
  ])("%s", (_name, layout, report, expected) => {
    expect(labels([report], { layout })).toEqual(expected);
  });

  test("cut behind its data, as some systems give it, is whole", () => {
    expect(labels([standard({ data: "SZ0001" }).subarray(0, 11)])).toEqual(["]Q1SZ0001|report"]);
  });

  test("with a longer tail than the layout has, as Windows pads it, is whole", () => {
    const padded = new Uint8Array(128);
    padded.set(standard({ data: "SZ0001" }));
    expect(labels([padded])).toEqual(["]Q1SZ0001|report"]);
  });

  test("that says only an identifier is told as a scan: the driver says that it is unreadable", () => {
    expect(labels([standard({ data: "" })])).toEqual(["]Q1|report"]);
  });
});

describe("a label over several reports", () => {
  const long = [standard({ data: full, isContinued: true }), standard({ data: full, isContinued: true })];

  test("is one label", () => {
    expect(labels([...long, standard({ data: "END\r" })])).toEqual([`]Q1${full}${full}END|report`]);
  });

  test("may leave the identifier out of the reports that follow", () => {
    const tail = standard({ aim: "\0\0\0", data: "END" });
    expect(labels([...long, tail])).toEqual([`]Q1${full}${full}END|report`]);
  });

  test("keeps the byte more when the reports that follow leave the identifier out", () => {
    const head = standard({ data: fifty, isContinued: true, extra: 7 });
    expect(labels([head, standard({ aim: "\0\0\0", data: "END", extra: 0x5d })])).toEqual([`]Q1${fifty}END|report`]);
  });

  test("ends with an empty report that is not continued", () => {
    expect(labels([...long, standard({ data: "" })])).toEqual([`]Q1${full}${full}|report`]);
  });

  test("keeps a line break in its middle, also at the end of a report", () => {
    const head = standard({ data: "a\r", isContinued: true });
    expect(labels([head, standard({ data: "b\r" })])).toEqual(["]Q1a\rb|report"]);
  });

  test("cuts no character that lies over two reports", () => {
    const [head, tail] = [bytes("南").subarray(0, 2), bytes("南").subarray(2)];
    expect(labels([standard({ data: head, isContinued: true }), standard({ data: tail })])).toEqual(["]Q1南|report"]);
  });

  test("of a Newland goes on by the same flag", () => {
    const reports = [plain(2, full, true), plain(2, "END")];
    expect(labels(reports, { layout: "newland" })).toEqual([`${full}END|report`]);
  });

  test("of a Microscan goes on while reports are full", () => {
    const block = `${full}GHIJKL`;
    const reports = [plain(1, block), plain(1, block), plain(1, "END")];
    expect(labels(reports, { layout: "microscan" })).toEqual([`${block}${block}END|report`]);
  });

  test("of a Microscan that fills its last report is whole if its terminator came, else incomplete", () => {
    const block = `${full}GHIJK`;
    expect(labels([plain(1, `${block}\r`)], { layout: "microscan" })).toEqual([`${block}|terminator`]);
    expect(labels([plain(1, `${block}L`)], { layout: "microscan" })).toEqual([`${block}L|idle`]);
  });
});

describe("a flag that is never cleared", () => {
  const head = standard({ data: "SZ0001\r", isContinued: true });

  test("leaves the label open for 200 ms, then closes it as incomplete", () => {
    const codec = framer();
    expect(codec.push(head, 1000)).toEqual([]);
    expect([codec.idle(1199), codec.isOpen]).toEqual([[], true]);
    expect([codec.idle(1200).map(show), codec.isOpen]).toEqual([["]Q1SZ0001|idle"], false]);
  });

  test("does not glue the next label on when nobody closed the one before", () => {
    const codec = framer();
    codec.push(head, 0);
    expect(codec.push(standard({ data: "B2" }), 300).map(show)).toEqual(["]Q1SZ0001|idle", "]Q1B2|report"]);
  });

  test("each report gives the label its time anew", () => {
    const codec = framer();
    for (const atMs of [0, 150, 300]) expect(codec.push(head, atMs)).toEqual([]);
    expect(codec.idle(499)).toEqual([]);
    expect(codec.idle(500)).toMatchObject([{ kind: "frame", firstAtMs: 0, lastAtMs: 300 }]);
  });
});

describe("what cannot be a label is told", () => {
  test("a length beyond the room for data", () => {
    expect(labels([standard({ data: full, length: 57 })])).toEqual(["lost:cut-off:56"]);
  });

  test("a length beyond the end of the report", () => {
    expect(labels([standard({ data: "SZ0001" }).subarray(0, 9)])).toEqual(["lost:cut-off:4"]);
  });

  test("a report of another layout, instead of a code without its first letters", () => {
    expect(labels([plain(2, "SZ0001\r")])).toEqual(["lost:cut-off:7"]);
  });

  test("a damaged report spoils its whole label and not the next one", () => {
    const reports = [
      standard({ data: "a", isContinued: true }),
      standard({ data: "b", length: 200, isContinued: true }),
      standard({ data: "c" }),
      standard({ data: "d" }),
    ];
    expect(labels(reports)).toEqual(["lost:cut-off:58", "]Q1d|report"]);
  });

  test("a label beyond the limit is dropped to its end", () => {
    const reports = [
      ...Array<Uint8Array>(3).fill(standard({ data: fifty, isContinued: true })),
      standard({ data: "z" }),
    ];
    expect(labels([...reports, standard({ data: "next" })], { maxBytes: 120 })).toEqual([
      "lost:too-long:151",
      "]Q1next|report",
    ]);
  });

  test("a label of exactly the limit is whole", () => {
    expect(labels([standard({ data: fifty })], { maxBytes: 50 })).toEqual([`]Q1${fifty}|report`]);
  });
});

test("a limit of nothing is a programming error", () => {
  expect(() => framer({ maxBytes: 0 })).toThrow(RangeError);
});

describe("properties", () => {
  const content = fc
    .uint8Array({ minLength: 1, maxLength: 400 })
    .filter((label) => ![0x0a, 0x0d].includes(label.at(-1) ?? 0));
  const cuts = fc.array(fc.integer({ min: 0, max: 56 }), { maxLength: 40 });
  const makers = fc.constantFrom<"standard" | "newland" | "extra">("standard", "newland", "extra");

  function split(label: Uint8Array, sizes: readonly number[]): Uint8Array[] {
    const parts: Uint8Array[] = [];
    let rest = label;
    for (const size of sizes) {
      parts.push(rest.subarray(0, size));
      rest = rest.subarray(size);
    }
    for (; rest.length > 56; rest = rest.subarray(56)) parts.push(rest.subarray(0, 56));
    return [...parts, rest];
  }

  test("where a label is cut into reports makes no difference", () => {
    fc.assert(
      fc.property(content, cuts, makers, (label, sizes, maker) => {
        const parts = split(label, sizes);
        const codec = framer({ layout: maker === "newland" ? "newland" : "standard" });
        const events = parts.flatMap((data, index) => {
          const isContinued = index < parts.length - 1;
          const extra = maker === "extra" ? { extra: 0 } : {};
          return codec.push(
            maker === "newland" ? plain(2, data, isContinued) : standard({ data, isContinued, ...extra }),
            0,
          );
        });
        const aim = maker === "newland" ? [] : bytes("]Q1");
        expect(events).toMatchObject([
          { kind: "frame", bytes: Uint8Array.from([...aim, ...label]), endedBy: "report" },
        ]);
        expect(codec.isOpen).toBe(false);
      }),
    );
  });

  test("every single cut of one label", () => {
    const label = bytes(`${full}${fifty}`);
    for (let first = 0; first <= 56; first += 1) {
      for (let second = Math.max(0, label.length - 56 - first); second <= 56; second += 1) {
        const parts = split(label, [first, second]);
        const reports = parts.map((data, index) => standard({ data, isContinued: index < parts.length - 1 }));
        expect(labels(reports)).toEqual([`]Q1${full}${fifty}|report`]);
      }
    }
  });

  test("no bytes make it throw, and silence always closes it", () => {
    const layout = fc.constantFrom<HidPosLayout>("standard", "newland", "microscan");
    fc.assert(
      fc.property(layout, fc.array(fc.uint8Array({ maxLength: 80 }), { maxLength: 10 }), (chosen, reports) => {
        const codec = framer({ layout: chosen, maxBytes: 100 });
        for (const report of reports) codec.push(report, 0);
        for (const event of codec.idle(200)) expect(event.kind === "lost" || event.bytes.length > 0).toBe(true);
        expect(codec.isOpen).toBe(false);
      }),
    );
  });
});
