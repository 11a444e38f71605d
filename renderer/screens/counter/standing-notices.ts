/** Which standing facts the ready counter names, worst first. Pure. */
import type { StatusView } from "../../../electron/contract/status.ts";
import type { Strings } from "../../strings/language.ts";
import { isOnlyTrustAway, networkSummary, stillAllowed } from "../../strings/network-words.ts";

export interface StandingNotice {
  readonly kind: "offline" | "trust" | "clock" | "returned";
  readonly title: string;
  readonly text: string;
}

export function standingNotices(status: StatusView, strings: Strings, now: number): readonly StandingNotice[] {
  const { ends, trust, outbox, isClockDoubtful } = status;
  const words = strings.status;
  const notices: StandingNotice[] = [];
  if (isClockDoubtful) notices.push({ kind: "clock", title: words.clockDoubtful, text: words.clockHint });
  const network = networkSummary(ends, strings, now);
  if (network.state === "down" && !isOnlyTrustAway(ends)) {
    notices.push({ kind: "offline", title: network.text, text: stillAllowed(status, strings) });
  }
  if (!isClockDoubtful && (trust.band === "stale" || trust.band === "expired")) {
    const title = `${words.trust} · ${strings.words.ageBands[trust.band]}`;
    notices.push({ kind: "trust", title, text: words.trustHints[trust.band] });
  }
  if (outbox.refused > 0) {
    notices.push({ kind: "returned", title: words.queueRefused(outbox.refused), text: words.queueRefusedHint });
  }
  return notices;
}
