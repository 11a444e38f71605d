import { describe, expect, test } from "vitest";
import builtin from "../../../../native-devices/profiles/builtin/serial-scanner-9600.json" with { type: "json" };
import { hallSetOf, lookAtSet } from "../../../../native-devices/profiles/hall-set.ts";

const copy = (changes: object = {}, id = "serial-scanner-9600") => ({
  id,
  text: JSON.stringify({ ...builtin, id, ...changes }),
});
const setOf = (...profiles: object[]) => JSON.stringify({ profileSet: 1, profiles }, null, 2);

describe("the hall's copies as a set", () => {
  test("is what another window takes", () => {
    const set = hallSetOf([copy({ name: "本厅扫码枪" }), copy({}, "own")]);
    expect(set).toMatchObject({ ok: true, count: 2 });
    const look = lookAtSet(set.ok ? set.text : "", []);
    expect(look.profiles.map(({ profile, effect }) => [profile.id, effect])).toEqual([
      ["serial-scanner-9600", "before-shipped"],
      ["own", "new"],
    ]);
    expect(look.problems).toEqual([]);
  });

  test("is not written while one of them is broken or bears another name, and all of those are named", () => {
    const renamed = { id: "other", text: copy().text };
    expect(hallSetOf([copy(), { id: "torn", text: '{\n  "schema": 1,' }, renamed])).toMatchObject({
      ok: false,
      broken: [
        { id: "torn", problems: [{ line: 2, column: 15 }] },
        { id: "other", problems: [{ where: "id", message: "the file is called other.json" }] },
      ],
    });
  });
});

describe("a set that came", () => {
  const effects = (text: string, ...copies: Parameters<typeof lookAtSet>[1]) =>
    lookAtSet(text, copies).profiles.map(({ effect, instead }) => [effect, instead]);

  test("says of each profile what it would change, and names what it takes the place of", () => {
    const set = setOf({ ...builtin, name: "二号窗口" }, { ...builtin, id: "own" });
    expect(effects(set)).toEqual([
      ["before-shipped", builtin.name],
      ["new", undefined],
    ]);
    expect(effects(set, copy({ name: "一号窗口" }))[0]).toEqual(["replaces", "一号窗口"]);
  });

  test("changes nothing where the hall's copy says the same, however it is written", () => {
    const shuffled = {
      id: "serial-scanner-9600",
      text: JSON.stringify(Object.fromEntries(Object.entries(builtin).reverse())),
    };
    expect(effects(setOf(builtin), shuffled)).toEqual([["same", undefined]]);
  });

  test("replaces a copy that cannot be read, by its id", () => {
    expect(effects(setOf(builtin), { id: "serial-scanner-9600", text: "{" })).toEqual([
      ["replaces", "serial-scanner-9600"],
    ]);
  });

  test("names every profile that is broken, with line and column, beside those that are not", () => {
    const wrong = { ...builtin, id: "wrong", framing: { ...builtin.framing, idleMs: 1 } };
    const { id: _, ...nameless } = builtin;
    const look = lookAtSet(setOf(builtin, wrong, nameless), []);
    expect(look.profiles.map(({ profile }) => profile.id)).toEqual(["serial-scanner-9600"]);
    expect(look.problems.map(({ profile, where }) => [profile, where])).toEqual([
      ["wrong", "profiles.1.framing.idleMs"],
      ["#3", "profiles.2.id"],
    ]);
    expect(look.problems.every(({ line = 0, column = 0 }) => line > 3 && column > 0)).toBe(true);
  });
});
