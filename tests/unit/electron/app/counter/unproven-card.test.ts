import { expect, test } from "vitest";
import { enterPerson } from "../../../../../electron/app/counter/enter-person.ts";
import type { TerminalParts } from "../../../../../electron/app/terminal-parts.ts";
import type { CardEntry } from "../../../../../electron/domain/person/card.ts";

const person = { name: "周测试", number: "11010519491231002X" };
const social: CardEntry = { type: "social-security", notes: [{ code: "not-authenticated" }] };
const citizen: CardEntry = { type: "citizen", notes: [{ code: "from-service" }] };

/** A case whose licenses did not say whose they are. */
function nameless() {
  const taken: string[] = [];
  const parts = {
    province: {},
    clock: { now: () => Date.UTC(2026, 10, 28) },
    counter: {
      state: () => ({
        kind: "deciding",
        isLocked: false,
        clerk: { account: "c", name: "c", role: "clerk" },
        file: { id: "case-1" },
      }),
      take: async (event: { kind: string; by?: string }) => {
        taken.push(`${event.kind} ${event.by}`);
        return { ok: true, value: undefined };
      },
    },
    photos: { clear: () => {}, keep: () => {} },
  } as unknown as TerminalParts;
  return { parts, taken };
}

test("whose the licenses are is settled by an ID card or by the clerk, never by a card that nothing shows genuine", async () => {
  const { parts, taken } = nameless();
  expect(await enterPerson(parts, person, { card: social })).toMatchObject({
    ok: false,
    fault: { code: "card.not-proof" },
  });
  expect(taken).toEqual([]);
  await enterPerson(parts, person, { card: citizen });
  await enterPerson(parts, person);
  expect(taken).toEqual(["person-told card", "person-told clerk"]);
});
