/** An appointment that lasts until the end of the day ends at 24:00 on the screen. */
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test, vi } from "vitest";
import { AppointmentTable } from "../../../../renderer/screens/appointments/appointment-table.tsx";
import { appointmentViews } from "../../../helpers/fixtures/appointment-views.ts";

// The screens remember a language; there is no browser here.
vi.hoisted(() => vi.stubGlobal("localStorage", { getItem: () => null, setItem: () => undefined }));

test("the last hour of a day does not end where it could begin", () => {
  const [first] = appointmentViews;
  const until = Date.parse("2026-11-25T00:00:00+08:00");
  const items = first ? [{ ...first, from: until - 3_600_000, until }] : [];
  const shown = renderToStaticMarkup(createElement(AppointmentTable, { items }));
  expect(/record-table__time">([^<]*)/.exec(shown)?.[1]).toBe("23:00–24:00");
});
