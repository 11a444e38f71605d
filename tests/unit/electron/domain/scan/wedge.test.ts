import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  stepWedge,
  type WedgeDecision,
  type WedgeKey,
  type WedgeState,
  wedgeDeadline,
  wedgeIdle,
} from "../../../../../electron/domain/scan/wedge.ts";

type Press = Partial<WedgeKey> & { readonly code: string };

/** The key on a US keyboard that types this character. */
function keyFor(character: string): Press {
  if (/[a-z]/.test(character)) return { code: `Key${character.toUpperCase()}`, key: character };
  if (/[A-Z]/.test(character)) return { code: `Key${character}`, key: character, shift: true };
  if (/\d/.test(character)) return { code: `Digit${character}`, key: character };
  const other: Record<string, Press> = {
    "\r": { code: "Enter", key: "Enter" },
    "\n": { code: "KeyJ", key: "j", ctrl: true },
    "\t": { code: "Tab", key: "Tab" },
    "\u001d": { code: "BracketRight", key: "]", ctrl: true },
    "-": { code: "Minus", key: "-" },
    ":": { code: "Semicolon", key: ":", shift: true },
    "|": { code: "Backslash", key: "|", shift: true },
  };
  const press = other[character];
  if (!press) throw new Error(`no key for ${JSON.stringify(character)}`);
  return press;
}

const press = (atMs: number, partial: Press): WedgeKey => ({
  kind: "key",
  atMs,
  key: partial.code,
  shift: false,
  ctrl: false,
  alt: false,
  meta: false,
  isRepeat: false,
  isCapsLockOn: false,
  ...partial,
});

interface Run {
  readonly decisions: readonly WedgeDecision[];
  /** `h` held, `p` passed, one letter a key. */
  readonly keys: string;
  readonly state: WedgeState;
}

function run(keys: readonly WedgeKey[], start: WedgeState = wedgeIdle): Run {
  let state = start;
  const decisions: WedgeDecision[] = [];
  let disposition = "";
  for (const key of keys) {
    const step = stepWedge(state, key);
    state = step.state;
    decisions.push(...step.decisions);
    disposition += step.key === "hold" ? "h" : "p";
  }
  const deadline = wedgeDeadline(state);
  if (deadline !== null) {
    const step = stepWedge(state, { kind: "silence", atMs: deadline });
    state = step.state;
    decisions.push(...step.decisions);
  }
  return { decisions, keys: disposition, state };
}

/** Types the text with the given gap, or with the listed gaps, from 1,000 ms on. */
function type(text: string, gap: number | readonly number[], change: (key: Press) => Press = (key) => key): WedgeKey[] {
  let atMs = 1000;
  return [...text].map((character, index) => {
    if (index > 0) atMs += typeof gap === "number" ? gap : (gap[index - 1] ?? 10);
    return press(atMs, change(keyFor(character)));
  });
}

const show = (decision: WedgeDecision) => {
  if (decision.kind === "scan") return `scan:${decision.text}:${decision.suffix}`;
  return decision.kind === "typed" ? `typed:${decision.text}` : `broken:${decision.reason}`;
};
const decide = (keys: readonly WedgeKey[]) => run(keys).decisions.map(show);

describe("a scan", () => {
  test.each([
    ["Enter", "SZ0001-a\r", "scan:SZ0001-a:enter"],
    ["Tab", "SZ0001-a\t", "scan:SZ0001-a:tab"],
    ["LF as Ctrl+J", "SZ0001-a\n", "scan:SZ0001-a:line-feed"],
    ["nothing", "SZ0001-a", "scan:SZ0001-a:none"],
  ])("may end with %s", (_name, text, expected) => {
    expect(decide(type(text, 10))).toEqual([expected]);
  });

  test("may end with CRLF, and neither key reaches the page", () => {
    const { decisions, keys } = run(type("SZ0001\r\n", 10));
    expect([decisions.map(show), keys]).toEqual([["scan:SZ0001:enter"], "hhhhhhhh"]);
  });

  test("may end with CR and a line feed that the system turned into a cursor key", () => {
    const keys = [...type("SZ0001\r", 10), press(1070, { code: "ArrowDown" })];
    expect([run(keys).keys, decide(keys)]).toEqual(["hhhhhhhh", ["scan:SZ0001:enter"]]);
  });

  test("is never visible to the page while it comes in", () => {
    expect(run(type("SZ0001\r", 8)).keys).toBe("hhhhhhh");
  });

  test("keeps the separators of a GS1 code", () => {
    expect(decide(type("0199\u001d10AB\r", 10))).toEqual(["scan:0199\u001d10AB:enter"]);
  });

  test("leaves STX and ETX behind", () => {
    const keys = type("BSZ0001C\r", 10);
    const framed = keys.map((key, at) => (at === 0 || at === 7 ? { ...key, ctrl: true, shift: false } : key));
    expect(decide(framed)).toEqual(["scan:SZ0001:enter"]);
  });

  test("may stutter up to 39 ms as long as the median is a machine's", () => {
    expect(decide(type("SZ000123\r", [10, 39, 10, 10, 39, 10, 10, 10]))).toEqual(["scan:SZ000123:enter"]);
  });

  test("is read although the scanner sets Alt on every key", () => {
    expect(decide(type("SZ0001\r", 10, (key) => ({ ...key, alt: true })))).toEqual(["scan:SZ0001:enter"]);
  });

  test("is read by its keys, whatever layout or Caps Lock makes of them", () => {
    const { decisions } = run(type("SZ0001ab\r", 10, (key) => ({ ...key, key: "ж", isCapsLockOn: true })));
    expect(decisions).toMatchObject([{ kind: "scan", text: "SZ0001ab", warnings: ["caps-lock"] }]);
  });

  test("is read under an input method, which keeps the letters to itself", () => {
    const { decisions, keys } = run(type("SZ0001ab\r", 10, (key) => ({ ...key, key: "Process" })));
    expect(decisions).toMatchObject([{ kind: "scan", text: "SZ0001ab", suffix: "enter", warnings: ["input-method"] }]);
    expect(keys).toBe("pppppppph");
  });

  test("may follow another within 50 ms", () => {
    const first = type("SZ0001\r", 8);
    const second = type("SZ0002\r", 8).map((key) => ({ ...key, atMs: key.atMs + 90 }));
    expect(decide([...first, ...second])).toEqual(["scan:SZ0001:enter", "scan:SZ0002:enter"]);
  });

  test("is decided by the time stamps even when no timer ran", () => {
    const late = press(5000, keyFor("x"));
    expect(decide([...type("SZ0001", 8), late])).toEqual(["scan:SZ0001:none", "typed:x"]);
  });

  test("with shift keys between the characters is the same scan", () => {
    const keys = type("SZ0001\r", 10).flatMap((key) =>
      key.shift ? [press(key.atMs - 1, { code: "ShiftLeft", key: "Shift" }), key] : [key],
    );
    expect(decide(keys)).toEqual(["scan:SZ0001:enter"]);
  });

  test("a suffix that comes after the silence does not press a button", () => {
    const first = run(type("SZ0001", 8));
    expect(run([press(1180, { code: "Enter" })], first.state).keys).toBe("h");
  });
});

describe("a person", () => {
  test("typing at a person's pace gets every character", () => {
    expect(decide(type("wang", 120))).toEqual(["typed:w", "typed:a", "typed:n", "typed:g"]);
  });

  test("typing very fast gets every character in order", () => {
    expect(decide(type("zhangsan01", 85)).join("").replaceAll("typed:", "")).toBe("zhangsan01");
  });

  test("pressing five keys in a row and Enter is no scan, and the Enter counts", () => {
    const { decisions, keys } = run(type("12345\r", 10));
    expect([decisions.map(show), keys]).toEqual([["typed:12345"], "hhhhhp"]);
  });

  test("gets what the layout says", () => {
    expect(decide([press(1000, { code: "KeyQ", key: "a" })])).toEqual(["typed:a"]);
  });

  test("holding a key down is no scan", () => {
    const keys = Array.from({ length: 20 }, (_, at) => press(1000 + 33 * at, { ...keyFor("a"), isRepeat: at > 0 }));
    const { decisions, keys: disposition } = run(keys);
    expect([decisions.map(show), disposition]).toEqual([["typed:a"], `h${"p".repeat(19)}`]);
  });

  test.each(["Enter", "Tab", "ArrowDown", "Escape", "Backspace", "F5"])("%s alone passes", (code) => {
    expect(run([press(1000, { code })])).toMatchObject({ keys: "p", decisions: [] });
  });

  test("a shortcut passes and leaves nothing to insert", () => {
    const keys = [
      press(1000, { code: "KeyC", key: "c", ctrl: true }),
      press(2000, { code: "KeyV", key: "v", ctrl: true }),
    ];
    expect(run(keys)).toMatchObject({ keys: "pp", decisions: [] });
  });

  test("typing Chinese is left to the input method", () => {
    const { decisions, keys } = run(type("nihao", 130, (key) => ({ ...key, key: "Process" })));
    expect([decisions, keys]).toEqual([[], "ppppp"]);
  });

  test("waits 101 ms at most for a single key", () => {
    const { state } = stepWedge(wedgeIdle, press(1000, keyFor("1")));
    expect(wedgeDeadline(state)).toBe(1101);
  });
});

describe("a broken code", () => {
  test("with a gap over 100 ms is neither used nor typed, and its second half is no code of its own", () => {
    const gaps = [8, 8, 8, 8, 8, 8, 8, 110, 8, 8, 8, 8, 8, 8, 8, 8];
    const { decisions, keys } = run(type("SZ000123SZ000123\r", gaps));
    expect([decisions.map(show), keys]).toEqual([["broken:gap"], "h".repeat(17)]);
  });

  test("with a stall after its first characters is not taken for the shorter code that is left", () => {
    expect(decide(type("SZ0001234567\r", [8, 8, 240, 8, 8, 8, 8, 8, 8, 8, 8, 8]))).toEqual(["typed:SZ0", "broken:gap"]);
  });

  test("does not spoil the scan of somebody who typed before it", () => {
    const typed = type("wang", 90);
    const scanned = type("SZ0001\r", 8).map((key) => ({ ...key, atMs: key.atMs + 600 }));
    expect(decide([...typed, ...scanned]).at(-1)).toBe("scan:SZ0001:enter");
  });

  test("leaves the keyboard free again after the silence", () => {
    const { state } = run(type("SZ000123SZ\r", [8, 8, 8, 8, 8, 8, 8, 110, 8, 8]));
    expect(run([press(2000, keyFor("x"))], state).decisions.map(show)).toEqual(["typed:x"]);
  });

  test("interrupted by Escape is told, and the Escape counts", () => {
    const { decisions, keys } = run([...type("SZ000123", 8), press(1064, { code: "Escape" })]);
    expect([decisions.map(show), keys]).toEqual([["broken:interrupted"], "hhhhhhhhp"]);
  });

  test("longer than any code is told once and swallowed to its end", () => {
    const { decisions, keys } = run(type(`${"1".repeat(4500)}\r`, 8));
    expect([decisions.map(show), keys.includes("p")]).toEqual([["broken:too-long"], false]);
  });

  test("typed as character numbers is told as that", () => {
    const digits = type("0189", 10, ({ key }) => ({ code: `Numpad${key}`, key: key ?? "", alt: true }));
    const keys = [...digits, ...digits].map((key, at) => ({ ...key, atMs: 1000 + 10 * at }));
    expect(decide(keys)).toEqual(["broken:alt-numpad"]);
  });
});

describe("properties", () => {
  const characters = fc.constantFrom(..."0123456789abcdefABCDEF-:|");
  const median = (gaps: readonly number[]) => {
    const sorted = [...gaps].sort((a, b) => a - b);
    const middle = sorted.length / 2;
    return sorted.length % 2 === 1
      ? (sorted[Math.floor(middle)] ?? 0)
      : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
  };

  test("any code at a scanner's pace is a scan, whatever the suffix", () => {
    fc.assert(
      fc.property(
        fc.array(characters, { minLength: 6, maxLength: 80 }),
        fc.constantFrom("\r", "\t", "\n", "\r\n", ""),
        fc.infiniteStream(fc.integer({ min: 0, max: 35 })),
        (code, suffix, pace) => {
          const text = code.join("");
          const gaps = [...text, ...suffix].map(() => pace.next().value as number);
          const { decisions } = run(type(text + suffix, gaps));
          expect(decisions).toMatchObject([{ kind: "scan", text }]);
        },
      ),
    );
  });

  test("a person is never taken for a scanner, however fast: no pace that fingers keep makes a scan", () => {
    fc.assert(
      fc.property(
        fc.array(characters, { minLength: 1, maxLength: 40 }),
        fc.constantFrom("\r", "\t", ""),
        fc.infiniteStream(fc.integer({ min: 36, max: 400 })),
        (word, end, pace) => {
          const text = word.join("");
          const { decisions } = run(
            type(
              text + end,
              [...text, ...end].map(() => pace.next().value as number),
            ),
          );
          expect(decisions.every(({ kind }) => kind === "typed")).toBe(true);
          expect(decisions.map((decision) => ("text" in decision ? decision.text : "")).join("")).toBe(text);
        },
      ),
    );
  });

  test("six characters or more are judged by the rule and by nothing else", () => {
    fc.assert(
      fc.property(
        fc.array(characters, { minLength: 6, maxLength: 6 }),
        fc.array(fc.integer({ min: 0, max: 140 }), { minLength: 5, maxLength: 5 }),
        (code, gaps) => {
          const text = code.join("");
          const { decisions } = run(type(text, gaps));
          const isScan = median(gaps) <= 35 && Math.max(...gaps) <= 100;
          const whole = decisions.filter((decision) => decision.kind === "scan" && decision.text === text);
          expect(whole.length).toBe(isScan ? 1 : 0);
        },
      ),
    );
  });

  test("no character is ever lost or doubled: scanned, handed back, let through, or told as broken", () => {
    const anyKey = fc.record({
      gap: fc.integer({ min: 0, max: 160 }),
      character: fc.oneof(characters, fc.constantFrom("\r", "\t")),
    });
    fc.assert(
      fc.property(fc.array(anyKey, { maxLength: 40 }), (presses) => {
        let atMs = 1000;
        const keys = presses.map(({ gap, character }) => {
          atMs += gap;
          return press(atMs, keyFor(character));
        });
        const { decisions, state } = run(keys);
        expect(state.held).toEqual([]);
        if (decisions.some((decision) => decision.kind === "broken")) return;
        const seen = decisions.map((decision) => ("text" in decision ? decision.text : "")).join("");
        expect(seen).toBe(
          presses
            .map(({ character }) => character)
            .join("")
            .replaceAll(/[\r\t]/g, ""),
        );
      }),
    );
  });
});
