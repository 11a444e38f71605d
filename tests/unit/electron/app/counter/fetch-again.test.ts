/** F5: what the library did not have a minute ago is asked for anew, also where the grant only names what there was. */
import { expect, test } from "vitest";
import { pullAgain } from "../../../../../electron/app/counter/fetching.ts";
import type { WorkContext } from "../../../../../electron/app/counter/work-context.ts";
import type { CaseEvent } from "../../../../../electron/domain/case/case-event.ts";
import type { CaseFile, Grant } from "../../../../../electron/domain/case/case-file.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok } from "../../../../../electron/domain/result.ts";
import { applicant, caseFile, ID_CARD_TYPE, license } from "../../../../helpers/domain/builders.ts";

const NOT_FOUND = failed<never>(fault("license.not-found"));

/** A library that has the license by now. `isDown`: it does not answer. */
function world(family: Grant["family"], isDown = false) {
  const asked: string[] = [];
  const events: CaseEvent[] = [];
  const open = caseFile({ person: applicant, grant: { family, tokens: {} } });
  const client = {
    family,
    async pull(grant: Grant, typeCode: string) {
      asked.push("pull");
      // As the license-app client does: without a use code there is nothing to ask with.
      const isNamed = family !== "license-app" || grant.tokens[typeCode] !== undefined;
      return isNamed ? ok([{ record: license(), file: new Uint8Array(3) }]) : NOT_FOUND;
    },
  };
  const duty = {
    async identifyByNumber() {
      asked.push("which");
      if (isDown) return failed(fault("province.unreachable"));
      return ok({ person: applicant, grant: { family: "license-app", tokens: { [ID_CARD_TYPE]: "AC-1" } } });
    },
  };
  const context = {
    province: { families: { [family]: client }, duty },
    signal: () => new AbortController().signal,
    file: (): CaseFile => open,
    takeFor: async (_id: string, event: CaseEvent) => ok(events.push(event)),
    identifiers: { handle: () => "l9" },
    examinations: { keepFile: () => {} },
    storage: { appointmentFor: async () => ok(undefined) },
    clock: { now: () => 0 },
    identityTypes: [],
  } as unknown as WorkContext;
  return { asked, events, again: () => pullAgain(context, open, [ID_CARD_TYPE]) };
}

test("a grant that names licenses is renewed first", async () => {
  const { asked, events, again } = world("license-app");
  await again();
  expect([asked, events.map(({ kind }) => kind)]).toEqual([["which", "pull"], ["license-arrived"]]);
});

test("a family that is asked at each pull is asked with the grant it gave", async () => {
  const { asked, events, again } = world("service-code");
  await again();
  expect([asked, events.map(({ kind }) => kind)]).toEqual([["pull"], ["license-arrived"]]);
});

test("a library that is away says so, and not that it has nothing", async () => {
  const { events, again } = world("license-app", true);
  await again();
  expect(events).toMatchObject([{ kind: "license-missing", fault: { code: "province.unreachable" } }]);
});
