import { expect, test } from "vitest";
import { citizenView } from "../../../../../electron/app/counter/citizen-view.ts";
import { counterView } from "../../../../../electron/app/counter/counter-view.ts";
import { createPhotoKeep } from "../../../../../electron/app/counter/photo-keep.ts";
import { CASE_PHASES, type CaseState } from "../../../../../electron/domain/case/case-state.ts";
import {
  applicant,
  assessmentContext,
  caseFile,
  clerk,
  held,
  material,
  matter,
  NOW,
} from "../../../../helpers/domain/builders.ts";

const terminal = {
  mode: "training",
  terminalId: "T",
  hallName: "厅",
  counterName: "窗",
  version: "1",
  policyVersion: "1",
} as const;
const file = caseFile({ person: applicant, licenses: [held()] });
const inCase = (kind: CaseState["kind"], change: Partial<CaseState> = {}): CaseState => ({
  kind,
  clerk,
  isLocked: false,
  file,
  ...change,
});

test("between cases, locked and closing, the second screen knows nothing of anybody", () => {
  for (const state of [
    { kind: "signed-out" } as const,
    { kind: "ready", clerk, isLocked: false, matter: file.matter } as const,
    inCase("deciding", { isLocked: true }),
    inCase("closing"),
  ]) {
    const view = citizenView(state, terminal, NOW);
    expect(view).toMatchObject({ phase: "rest", items: [] });
    expect(JSON.stringify(view)).not.toMatch(/样例甲|样\*|9901/);
  }
});

test("no view of any phase shows a whole name or number", () => {
  const context = { assessment: () => assessmentContext(), licenseTypes: [], photos: createPhotoKeep() };
  for (const phase of CASE_PHASES) {
    const shown = JSON.stringify([citizenView(inCase(phase), terminal, NOW), counterView(inCase(phase), context)]);
    expect(shown).not.toContain(applicant.code);
    expect(shown).not.toContain(applicant.name);
  }
});

test("an alternative that another license covers is not asked for", () => {
  const materials = [
    material({ id: "a", orGroup: "g" }),
    material({
      id: "b",
      orGroup: "g",
      mapping: {
        ruleVersion: "1",
        exemptMode: "",
        anyOf: [{ licenseTypes: ["OTHER"], holderRole: "applicant", offlineAllowed: true }],
      },
    }),
  ];
  const state = inCase("deciding", { file: { ...file, matter: matter(materials), requests: [] } });
  expect(citizenView(state, terminal, NOW).items.map((item) => item.state)).toEqual(["arrived", "covered"]);
});
