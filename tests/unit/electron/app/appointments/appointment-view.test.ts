import { expect, test } from "vitest";
import { appointmentView } from "../../../../../electron/app/appointments/appointment-view.ts";
import type { PrefetchState } from "../../../../../electron/app/ports/appointments.ts";
import { applicant, clerk, ID_CARD_TYPE, matter, NOW } from "../../../../helpers/domain/builders.ts";

const HOUR = 3_600_000;

function viewOf(state: Omit<PrefetchState, "typeCode" | "at">) {
  const { code } = matter();
  const consent = { means: "网上预约", at: NOW - HOUR, reference: "SQ" };
  const appointment = { reference: "Y1", matterCode: code, person: applicant, consent, from: NOW, until: NOW + HOUR };
  const prefetched = [{ typeCode: ID_CARD_TYPE, at: NOW, ...state }];
  const catalogue = { version: "1", matters: [matter()], licenseTypes: [] };
  return appointmentView({ id: "a", by: clerk, appointment, prefetched }, catalogue);
}

test("a license whose refresh was refused is here and not missing, with the time it was fetched at", () => {
  const kept = viewOf({ licenses: 1, fetchedAt: NOW - 2 * HOUR, refusals: 1, faultCode: "province.refused" });
  expect(kept).toMatchObject({ state: "ready", fetched: 1, missing: [], askedAt: NOW, fetchedAt: NOW - 2 * HOUR });
});

test("what was never had and is refused is missing", () => {
  const refused = viewOf({ licenses: 0, refusals: 1, faultCode: "province.refused" });
  expect(refused).toMatchObject({ state: "failed", fetched: 0, missing: [{ fault: "province.refused" }] });
  expect(refused).not.toHaveProperty("fetchedAt");
});
