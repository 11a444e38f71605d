/** What a maker's program answered, in a recording: nobody's name, however short, and the state as it was. */
import { expect, test } from "vitest";
import { redactAnswers } from "../../../../native-devices/diagnostics/redact-answers.ts";
import { loadProfile } from "../../../../native-devices/profiles/loader.ts";
import { isMiddleware } from "../../../../native-devices/profiles/profile.ts";

const loaded = loadProfile("service-card-http");
if (!loaded.ok || !isMiddleware(loaded.profile)) throw new Error("the profile is gone");
const status = { at: "/state", words: { OK: "ok", idl: "nothing" } } as const;
const profile = { answer: { ...loaded.profile.answer, status } };

function redacted(json: object): unknown {
  const bytes = new TextEncoder().encode(JSON.stringify(json));
  const [entry] = redactAnswers([{ atMs: 0, dir: "rx", bytes }], profile, Math.random);
  return JSON.parse(new TextDecoder().decode(entry?.bytes));
}

test.each(["Li", "Wu", "Ng", "An", "X", "李", "王五", "Kim", "a_b", "OK"])(
  "a short text (%s) is somebody else's",
  (name) => {
    for (let tries = 0; tries < 20; tries += 1) {
      const { card } = redacted({ state: "OK", card: { name } }) as { card: { name: string } };
      expect(card.name).toHaveLength(name.length);
      if (card.name !== name) return;
    }
    expect.fail(`${name} stays`);
  },
);

test("states that the profile knows, numbers of up to three digits and sexes stay", () => {
  expect(redacted({ state: "OK", code: 0, kind: "01", sex: "女", no: "-1" })).toEqual({
    state: "OK",
    code: 0,
    kind: "01",
    sex: "女",
    no: "-1",
  });
  expect(redacted({ state: "idl" })).toEqual({ state: "idl" });
});

test("what stands in the place of the state and is none is somebody else's", () => {
  const states = Array.from({ length: 20 }, () => (redacted({ state: "Li" }) as { state: string }).state);
  expect(states.some((state) => state !== "Li")).toBe(true);
});
