import { expect, test } from "vitest";
import { proposeFor } from "../../../../../electron/domain/exemption/proposal.ts";
import { fault } from "../../../../../electron/domain/fault.ts";
import {
  assessmentContext,
  caseFile,
  held,
  ID_CARD_TYPE,
  material,
  paperMaterial,
  stranger,
  verdict,
} from "../../../../helpers/domain/builders.ts";

const context = assessmentContext();

test("a material without a mapping comes on paper", () => {
  expect(proposeFor(paperMaterial(), caseFile(), context)).toEqual({ kind: "paper" });
});

test("a material waits while its license is out or unverified", () => {
  expect(proposeFor(material(), caseFile(), context).kind).toBe("pending");
  const unverified = caseFile({
    requests: [{ typeCode: ID_CARD_TYPE, state: "arrived" }],
    licenses: [{ record: held().record, sizeBytes: 1 }],
  });
  expect(proposeFor(material(), unverified, context).kind).toBe("pending");
});

test("of several licenses the best one is proposed", () => {
  const file = caseFile({
    licenses: [held({ licenseId: "bad", holders: [stranger] }), held({ licenseId: "good" })],
  });
  expect(proposeFor(material(), file, context)).toMatchObject({ kind: "exempt", licenseId: "good" });
});

test("a good license is proposed before slower ones have come", () => {
  const file = caseFile({ licenses: [held()], requests: [{ typeCode: ID_CARD_TYPE, state: "pending" }] });
  expect(proposeFor(material(), file, context).kind).toBe("exempt");
});

test("a bad license says why, and a missing one gives its fault", () => {
  const refused = held({}, verdict({ indication: "TOTAL_FAILED", decision: "reject" }));
  const arrived = caseFile({ licenses: [refused], requests: [{ typeCode: ID_CARD_TYPE, state: "arrived" }] });
  expect(proposeFor(material(), arrived, context)).toMatchObject({
    kind: "not-exempt",
    assessment: { face: "invalid" },
  });
  const missing = caseFile({
    requests: [{ typeCode: ID_CARD_TYPE, state: "failed", fault: fault("license.not-found") }],
  });
  expect(proposeFor(material(), missing, context)).toEqual({ kind: "missing", fault: fault("license.not-found") });
});
