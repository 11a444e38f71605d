/** When the library counts as away, what was prefetched stands in for it: also behind a portal that answers with its own page. */
import { afterEach, expect, test } from "vitest";
import type { CodeFamilyClient } from "../../../../../electron/app/ports/province.ts";
import type { CaseEvent } from "../../../../../electron/domain/case/case-event.ts";
import { type FaultCode, fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok } from "../../../../../electron/domain/result.ts";
import { applicant, caseFile, ID_CARD_TYPE, license, NOW } from "../../../../helpers/domain/builders.ts";
import { type CounterWorld, counterWorld, READY } from "../../../../helpers/host/counter-world.ts";

const AWAY = ["province.unreachable", "province.timed-out", "province.unwell", "province.nonsense"] as const;
const ANSWERS = ["license.not-found", "province.refused", "province.no-right"] as const;

let world: CounterWorld;

/** An appointment with recorded consent; of the type asked for, as many licenses were fetched beforehand. */
function begin(code: FaultCode, licenses: number, earlier: FaultCode = "license.not-found"): void {
  const stored = {
    id: "a",
    appointment: { consent: { at: NOW - 1 } },
    prefetched: [{ typeCode: ID_CARD_TYPE, at: NOW - 1, licenses, faultCode: earlier }],
  };
  const away = async () => failed<never>(fault(code));
  world = counterWorld({
    start: READY,
    province: {
      families: { "service-code": { pull: away } as unknown as CodeFamilyClient },
      duty: { family: "license-app", identifyByNumber: away } as never,
    },
    storage: {
      appointmentFor: async () => ok(stored as never),
      prefetched: async () =>
        ok(Array.from({ length: licenses }, () => ({ record: license(), file: new Uint8Array([1]) }))),
    },
  });
}

async function openBy(way: "code" | "card"): Promise<void> {
  const card = { type: "citizen", notes: [] } as const;
  const file = caseFile({ entry: way === "card" ? { way: "id-card", card } : { way: "serial-scanner" } });
  const naming = { kind: "number", person: applicant } as const;
  const codeRef = way === "card" ? { codeRef: world.work.remember(naming) } : {};
  await world.counter.take({ kind: "opened", file, ...codeRef });
  if (way === "code") await world.counter.take(identified());
  await new Promise((done) => setTimeout(done, 5));
}

function identified(): CaseEvent {
  const grant = { family: "service-code", tokens: {} } as const;
  return { kind: "identified", person: applicant, grant, consent: { kind: "by-code", state: "granted", at: NOW } };
}

afterEach(() => world.counter.dispose());

test.each(AWAY)("%s: what was prefetched comes in its place", async (code) => {
  begin(code, 1);
  await openBy("code");
  expect(world.open().file.licenses).toMatchObject([{ record: { source: "prefetched" } }]);
});

test.each(AWAY)("%s: an ID card opens what was prefetched for its holder", async (code) => {
  begin(code, 1);
  await openBy("card");
  expect(world.open().file).toMatchObject({
    consent: { kind: "by-appointment" },
    licenses: [{ record: { source: "prefetched" } }],
  });
});

test.each(AWAY)("%s: of what was not prefetched, the library's earlier answer stands", async (code) => {
  begin(code, 0);
  await openBy("card");
  expect(world.open().file.requests).toMatchObject([{ state: "failed", fault: { code: "license.not-found" } }]);
});

test("why none came hours ago is not told as why none comes now", async () => {
  begin("province.unreachable", 0, "province.timed-out");
  await openBy("card");
  expect(world.open().file.requests).toMatchObject([{ state: "failed", fault: { code: "province.unreachable" } }]);
});

test.each(ANSWERS)("%s is an answer: nothing stands in for it", async (code) => {
  begin(code, 1);
  await openBy("code");
  expect(world.open().file).toMatchObject({ licenses: [], requests: [{ state: "failed", fault: { code } }] });
  world.counter.dispose();
  begin(code, 1);
  await openBy("card");
  expect(world.open()).toMatchObject({ kind: "identifying", file: { notice: { code } } });
});
