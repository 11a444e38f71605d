/**
 * The way on after the clock had once run ahead: whatever it showed then is the highest time ever seen, and the right clock is in
 * doubt until that comes. An administrator, who has the date from elsewhere, confirms the present time under their name and with a
 * reason; then the mark is set back to it. Never by itself, and never to before what was signed outside of this terminal: only the
 * mark goes, the age of the trust data is reckoned by the clock as before.
 */
import { type Fault, fault } from "../domain/fault.ts";
import { maskFreeText } from "../domain/masking.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { CLOCK_TOLERANCE_MS } from "../domain/trust-age/outage-policy.ts";
import type { Storage } from "./ports/storage.ts";
import type { Clock } from "./ports/surroundings.ts";
import type { TrustDesk, TrustOverview } from "./ports/trust.ts";

export interface ConfirmTimeParts {
  readonly storage: Pick<Storage, "highestTimeSeen" | "lowerHighestTime">;
  readonly trust: Pick<TrustDesk, "overview">;
  readonly clock: Clock;
}

export interface TimeConfirmation {
  /** What the person read elsewhere and typed, epoch ms. */
  readonly at: number;
  /** Account. */
  readonly by: string;
  readonly reason: string;
}

export interface ConfirmedTime {
  /** The mark before and after, epoch ms. */
  readonly highestSeen: number;
  readonly confirmed: number;
}

/** Nothing is written unless the clock is in doubt, agrees with what was typed, and is not before anything that was signed outside. */
export async function confirmTime(
  { storage, trust, clock }: ConfirmTimeParts,
  { at, by, reason }: TimeConfirmation,
): Promise<Result<ConfirmedTime>> {
  const seen = await storage.highestTimeSeen();
  if (!seen.ok) return seen;
  const now = clock.now();
  const newestSigned = newestSignedIn(await trust.overview(now));
  const refusal = refusalOf({ now, at, highestSeen: seen.value, newestSigned });
  if (refusal) return failed(refusal);
  const detail = {
    highestSeen: isoOf(seen.value),
    newestSigned: newestSigned === undefined ? "none" : isoOf(newestSigned),
    reason: maskFreeText(reason),
  };
  const kept = await storage.lowerHighestTime(now, [{ at: now, action: "clock.confirmed", clerk: by, detail }]);
  return kept.ok ? ok({ highestSeen: seen.value, confirmed: now }) : kept;
}

interface Times {
  readonly now: number;
  readonly at: number;
  readonly highestSeen: number;
  readonly newestSigned: number | undefined;
}

function refusalOf({ now, at, highestSeen, newestSigned }: Times): Fault | undefined {
  if (now >= highestSeen - CLOCK_TOLERANCE_MS) return fault("clock.trusted");
  if (Math.abs(now - at) > CLOCK_TOLERANCE_MS) return fault("clock.differs", { clock: isoOf(now) });
  const isEarlier = newestSigned !== undefined && now < newestSigned - CLOCK_TOLERANCE_MS;
  return isEarlier ? fault("clock.too-early", { newestSigned: isoOf(newestSigned) }) : undefined;
}

/** Bundle, seal status list and revocation lists are signed with their time; when the province was asked is this clock's own word. */
function newestSignedIn({ bundle, lists }: Pick<TrustOverview, "bundle" | "lists">): number | undefined {
  const times = [bundle?.issuedAt, bundle?.seals?.issuedAt, ...lists.map(({ thisUpdate }) => thisUpdate)];
  const known = times.filter((time) => time !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
}

const isoOf = (at: number): string => new Date(at).toISOString();
