/** F5: what the library did not have a minute ago is asked for anew, also where the grant only names what there was. */
import { expect, test } from "vitest";
import { auditOf } from "../../../../../electron/app/counter/audit-of.ts";
import { pullAgain } from "../../../../../electron/app/counter/fetching.ts";
import type { WorkContext } from "../../../../../electron/app/counter/work-context.ts";
import type { CaseEvent } from "../../../../../electron/domain/case/case-event.ts";
import type { CaseFile, Grant } from "../../../../../electron/domain/case/case-file.ts";
import { transition } from "../../../../../electron/domain/case/case-machine.ts";
import type { CaseState } from "../../../../../electron/domain/case/case-state.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import { failed, ok } from "../../../../../electron/domain/result.ts";
import { applicant, caseFile, clerk, ID_CARD_TYPE, license, NOW } from "../../../../helpers/domain/builders.ts";

const NOT_FOUND = failed<never>(fault("license.not-found"));

interface World {
  /** Of the province's by-duty interface. */
  readonly byDuty?: Grant["family"];
  /** The library does not answer. */
  readonly isDown?: boolean;
  /** Nothing can be written down. */
  readonly isFull?: boolean;
}

/** A library that has the license by now. */
function world(family: Grant["family"], { byDuty = "license-app", isDown = false, isFull = false }: World = {}) {
  const asked: string[] = [];
  const events: CaseEvent[] = [];
  const open = caseFile({ person: applicant, grant: { family, tokens: {} } });
  const client = {
    family,
    async pull(grant: Grant, typeCode: string) {
      asked.push("pull");
      // As the license-app client does: without a use code there is nothing to ask with.
      const isNamed = family !== byDuty || grant.tokens[typeCode] !== undefined;
      return isNamed ? ok([{ record: license(), file: new Uint8Array(3) }]) : NOT_FOUND;
    },
  };
  const duty = {
    family: byDuty,
    async identifyByNumber() {
      asked.push("which");
      if (isDown) return failed(fault("province.unreachable"));
      return ok({ person: applicant, grant: { family: byDuty, tokens: { [ID_CARD_TYPE]: "AC-1" } } });
    },
  };
  const context = {
    province: { families: { [family]: client }, duty },
    signal: () => new AbortController().signal,
    file: (): CaseFile => open,
    counter: () => ({
      take: async (event: CaseEvent) => {
        asked.push("noted");
        events.push(event);
        return isFull ? failed(fault("storage.full")) : ok(undefined);
      },
    }),
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
  expect([asked, events.map(({ kind }) => kind)]).toEqual([
    ["which", "noted", "pull"],
    ["named-again", "license-arrived"],
  ]);
});

test("which family names licenses, the province's own interface says", async () => {
  const { asked, again } = world("service-code", { byDuty: "service-code" });
  await again();
  expect(asked).toEqual(["which", "noted", "pull"]);
});

test("under a grant that could not be written down nothing is fetched", async () => {
  const { asked, events, again } = world("license-app", { isFull: true });
  await again();
  expect(asked).toEqual(["which", "noted"]);
  expect(events.at(-1)).toMatchObject({ kind: "license-missing", fault: { code: "storage.full" } });
});

test("the audit says that the person was named again, by duty, and the case goes on with that grant", () => {
  const grant: Grant = { family: "license-app", tokens: { [ID_CARD_TYPE]: "AC-2" } };
  const before: CaseState = { kind: "fetching", clerk, isLocked: false, file: caseFile({ person: applicant }) };
  const event = { kind: "named-again", family: grant.family, grant } as const;
  const { state: after } = transition(before, event);
  expect(after).toMatchObject({ kind: "fetching", file: { grant } });
  const rows = auditOf({ event, before, after, now: NOW, terminal: { terminalId: "T" } as never });
  expect(rows).toMatchObject([
    { action: "case.identified", caseId: "c1", detail: { again: true, family: "license-app", by: "duty" } },
  ]);
  expect(JSON.stringify(rows)).not.toMatch(/AC-2|9901/);
});

test("a family that is asked at each pull is asked with the grant it gave", async () => {
  const { asked, events, again } = world("service-code");
  await again();
  expect([asked, events.map(({ kind }) => kind)]).toEqual([["pull"], ["license-arrived"]]);
});

test("a library that is away says so, and not that it has nothing", async () => {
  const { events, again } = world("license-app", { isDown: true });
  await again();
  expect(events).toMatchObject([{ kind: "license-missing", fault: { code: "province.unreachable" } }]);
});
