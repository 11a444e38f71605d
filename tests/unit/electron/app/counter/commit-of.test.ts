import { expect, test } from "vitest";
import { commitOf } from "../../../../../electron/app/counter/commit-of.ts";
import { decide } from "../../../../../electron/app/counter/decide.ts";
import type { CaseState } from "../../../../../electron/domain/case/case-state.ts";
import { applicant, assessmentContext, caseFile, clerk, held, NOW } from "../../../../helpers/domain/builders.ts";

const TERMINAL = { terminalId: "T", counterName: "窗口" } as never;

test.each(["granted", "refused", "waiting"] as const)(
  "consent that is %s is stated only when it was granted",
  (state) => {
    const file = caseFile({ person: applicant, licenses: [held()], consent: { kind: "on-site", state, at: NOW } });
    const made = decide(
      file,
      { materialId: "m1", kind: "paper-received" },
      { ...assessmentContext(), now: NOW, clerk: "clerk1" },
    );
    if (!made.ok) throw new Error(made.fault.code);
    const before: CaseState = { kind: "deciding", clerk, isLocked: false, file };
    const after: CaseState = { ...before, kind: "submitting", file: { ...file, decisions: [made.value] } };
    const event = { kind: "decided", decisions: [made.value] } as const;
    const { deliveries } = commitOf({ event, before, after, now: NOW, terminal: TERMINAL });
    const { consent } = JSON.parse(String(deliveries?.[0]?.body));
    expect(consent?.kind).toBe(state === "granted" ? "on-site" : undefined);
  },
);

test("what outlives the case names the license, and no person in full", () => {
  const identifier = `1.2.156.3005.2.A.B.${applicant.code}.003.D`;
  const file = caseFile({ person: applicant, licenses: [held({ identifier })] });
  const made = decide(
    file,
    { materialId: "m1", kind: "exempted" },
    { ...assessmentContext(), now: NOW, clerk: "clerk1" },
  );
  if (!made.ok) throw new Error(made.fault.code);
  const before: CaseState = { kind: "deciding", clerk, isLocked: false, file };
  const after: CaseState = { ...before, kind: "submitting", file: { ...file, decisions: [made.value] } };
  const event = { kind: "decided", decisions: [made.value] } as const;
  const { uses, deliveries, audit } = commitOf({ event, before, after, now: NOW, terminal: TERMINAL });
  expect(uses?.[0]?.licenseIdentifier).toBe("1.2.156.3005.2.A.B.9901**********0019.003.D");
  const unsealed = [uses, audit, deliveries?.map(({ body: _, ...rest }) => rest)];
  expect(JSON.stringify(unsealed)).not.toMatch(new RegExp(`${applicant.code}|${applicant.name}`));
});
