import { describe, expect, test } from "vitest";
import { characterOf, type KeyPress } from "../../../../../electron/domain/scan/us-keyboard.ts";

const press = (over: Partial<KeyPress>): KeyPress => ({
  code: "",
  key: "",
  shift: false,
  ctrl: false,
  alt: false,
  meta: false,
  ...over,
});

describe("the character of a key", () => {
  test.each([
    [{ code: "KeyA" }, "a"],
    [{ code: "KeyA", shift: true }, "A"],
    [{ code: "KeyA", key: "Process", shift: true }, "A"],
    [{ code: "KeyQ", key: "a" }, "q"],
    [{ code: "Digit2", shift: true }, "@"],
    [{ code: "Slash", shift: true }, "?"],
    [{ code: "Space" }, " "],
    [{ code: "Numpad7", key: "7" }, "7"],
    [{ code: "Numpad7", key: "Home" }, undefined],
    [{ code: "NumpadAdd", key: "+" }, "+"],
    [{ code: "", key: "京" }, "京"],
    [{ code: "", key: "𠀀" }, "𠀀"],
    [{ code: "", key: "Unidentified" }, undefined],
    [{ code: "BracketRight", ctrl: true }, "\u001d"],
    [{ code: "KeyB", ctrl: true }, "\u0002"],
    [{ code: "KeyA", alt: true }, "a"],
    [{ code: "KeyA", meta: true }, undefined],
    [{ code: "F1", key: "F1" }, undefined],
    [{ code: "Escape", key: "Escape" }, undefined],
    [{ code: "F1", ctrl: true }, undefined],
  ])("%j is %j", (over, expected) => {
    expect(characterOf(press(over))).toBe(expected);
  });
});
