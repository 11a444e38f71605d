/** Key names: by place, so that input methods, layouts and Caps Lock do not matter. */
import { describe, expect, test } from "vitest";
import { ACTION_KEYS, type KeyLike, keyName, printedKey } from "../../../../renderer/state/action-keys.ts";

const press = (part: Partial<KeyLike>): KeyLike => ({
  code: "",
  key: "",
  ctrl: false,
  alt: false,
  meta: false,
  ...part,
});

describe("a key press", () => {
  test.each([
    [press({ code: "KeyP", key: "p" }), "P"],
    [press({ code: "KeyP", key: "P" }), "P"],
    [press({ code: "KeyP", key: "Process" }), "P"],
    [press({ code: "Digit3", key: "#" }), "3"],
    [press({ code: "Numpad3", key: "3" }), "3"],
    [press({ code: "NumpadEnter", key: "Enter" }), "Enter"],
    [press({ code: "F8", key: "F8" }), "F8"],
    [press({ code: "KeyL", key: "l", ctrl: true }), "Ctrl+L"],
    [press({ code: "ArrowUp", key: "ArrowUp" }), "ArrowUp"],
  ])("is named by its place", (key, name) => {
    expect(keyName(key)).toBe(name);
  });

  test("with Alt or the system key belongs to the system", () => {
    expect(keyName(press({ code: "KeyP", key: "p", alt: true }))).toBeUndefined();
    expect(keyName(press({ code: "KeyP", key: "p", meta: true }))).toBeUndefined();
  });

  test("that an input method holds and that has no place has no name", () => {
    expect(keyName(press({ key: "Process" }))).toBeUndefined();
  });
});

describe("the keys of the actions", () => {
  test("are all short enough for a key cap", () => {
    for (const keys of Object.values(ACTION_KEYS))
      for (const key of keys) expect(printedKey(key).length).toBeLessThanOrEqual(6);
  });

  test("let no Enter stand for a citizen's consent", () => {
    expect(ACTION_KEYS["consent-yes"]).not.toContain("Enter");
  });
});
