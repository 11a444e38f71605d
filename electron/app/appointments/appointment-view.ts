/** An appointment as the screens may see it: masked, with what was fetched for it in numbers. Pure. */
import type { AppointmentView } from "../../contract/appointments.ts";
import { expiryOf } from "../../domain/appointment/appointment.ts";
import { type Catalogue, neededLicenseTypes } from "../../domain/matter/matter.ts";
import { present } from "../../domain/present.ts";
import { maskedPerson } from "../counter/counter-view.ts";
import type { PrefetchState, StoredAppointment } from "../ports/appointments.ts";

export function appointmentView(stored: StoredAppointment, catalogue: Catalogue | undefined): AppointmentView {
  const { reference, from, until, matterCode, person, consent } = stored.appointment;
  const matter = catalogue?.matters.find((one) => one.code === matterCode);
  const needed = matter ? neededLicenseTypes(matter).length : 0;
  const fetched = stored.prefetched.filter(({ licenses }) => licenses > 0).length;
  return present({
    id: stored.id,
    reference,
    from,
    until,
    expiresAt: expiryOf(stored.appointment),
    matterName: matter?.name ?? matterCode,
    person: maskedPerson(person),
    consent: consent && { means: consent.means, at: consent.at },
    state: !matter ? ("matter-unknown" as const) : stateOf(stored, { needed, fetched }),
    needed,
    fetched,
    askedAt: stored.prefetched.reduce<number | undefined>((last, { at }) => Math.max(last ?? at, at), undefined),
    fetchedAt: oldestOf(stored.prefetched),
    missing: stored.prefetched.flatMap(({ typeCode, ...state }) =>
      isMissing(state) ? [{ typeName: typeName(typeCode, catalogue), fault: state.faultCode }] : [],
    ),
  });
}

function stateOf(
  { appointment, prefetched }: StoredAppointment,
  { needed, fetched }: { readonly needed: number; readonly fetched: number },
): AppointmentView["state"] {
  if (!appointment.consent) return "no-consent";
  if (prefetched.length < needed) return "waiting";
  if (prefetched.some((state) => isMissing(state) && state.faultCode !== "license.not-found")) return "failed";
  return fetched === 0 ? "nothing" : "ready";
}

/** A refresh that failed leaves the license that is here: it is older, and not missing. */
function isMissing<S extends Pick<PrefetchState, "licenses" | "faultCode">>(
  state: S,
): state is S & Required<Pick<PrefetchState, "faultCode">> {
  return state.licenses === 0 && state.faultCode !== undefined;
}

function oldestOf(states: readonly PrefetchState[]): number | undefined {
  const times = states.flatMap(({ fetchedAt }) => fetchedAt ?? []);
  return times.length > 0 ? Math.min(...times) : undefined;
}

function typeName(code: string, catalogue: Catalogue | undefined): string {
  return catalogue?.licenseTypes.find((type) => type.code === code)?.name ?? code;
}
