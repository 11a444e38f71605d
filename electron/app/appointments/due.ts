/** Which licenses of the day's appointments are to be fetched now. Pure. */
import type { Matter } from "../../domain/matter/matter.ts";
import { neededLicenseTypes } from "../../domain/matter/matter.ts";
import type { PrefetchState, StoredAppointment } from "../ports/appointments.ts";

/** What the library said so long ago is asked for anew. */
export const STALE_MS = 2 * 3_600_000;
/** After an answer that brought nothing; doubled with each refusal in a row, up to the wait after a good answer. */
export const AGAIN_MS = 15 * 60_000;

export interface DueAppointment {
  readonly stored: StoredAppointment;
  readonly matter: Matter;
  readonly typeCodes: readonly string[];
  /** The most that any of them was refused in a row. */
  readonly refusals: number;
}

/** Without a recorded consent nothing is. Earliest appointment first. */
export function dueOf(
  appointments: readonly StoredAppointment[],
  matters: readonly Matter[],
  now: number,
): readonly DueAppointment[] {
  return appointments.flatMap((stored) => {
    const matter = matters.find((one) => one.code === stored.appointment.matterCode);
    if (!matter || !stored.appointment.consent) return [];
    const states = new Map(stored.prefetched.map((state) => [state.typeCode, state]));
    const typeCodes = neededLicenseTypes(matter).filter((typeCode) => isDue(states.get(typeCode), now));
    const refusals = Math.max(0, ...typeCodes.map((typeCode) => states.get(typeCode)?.refusals ?? 0));
    return typeCodes.length > 0 ? [{ stored, matter, typeCodes, refusals }] : [];
  });
}

/** A clock that was set back makes no answer younger. */
function isDue(state: PrefetchState | undefined, now: number): boolean {
  if (!state) return true;
  const age = Math.abs(now - state.at);
  const again = Math.min(AGAIN_MS * 2 ** Math.max(state.refusals - 1, 0), STALE_MS);
  return age >= (state.faultCode === undefined ? STALE_MS : again);
}
