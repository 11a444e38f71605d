/** The state of the three ends in one line, and what is still allowed in one sentence. Pure. */
import type { EndName, EndState, StatusView } from "../../electron/contract/status.ts";
import { shortMoment } from "./format.ts";
import type { Strings } from "./language.ts";

export const END_NAMES: readonly EndName[] = ["library", "platform", "trust"];

type Ends = StatusView["ends"];

/** Worst first; what is not measured is worse than slow, since it may be down. */
const BY_WEIGHT: readonly EndState[] = ["down", "unknown", "slow", "up"];

export interface NetworkSummary {
  readonly state: EndState;
  /** Which ends are so, and since when if they are away. */
  readonly text: string;
}

export function networkSummary(ends: Ends, strings: Strings, now: number): NetworkSummary {
  const state = BY_WEIGHT.find((one) => END_NAMES.some((end) => ends[end].state === one)) ?? "unknown";
  const affected = END_NAMES.filter((end) => ends[end].state === state);
  const words = strings.status;
  if (state === "up") return { state, text: words.networkUp };
  if (state === "unknown" && affected.length === END_NAMES.length)
    return { state, text: unmeasured(ends, strings, now) };
  const names = affected.map((end) => strings.words.ends[end]);
  const text = words.endsAre(names.join(words.endComma), strings.words.endStates[state]);
  if (state !== "down") return { state, text };
  const since = Math.min(...affected.map((end) => ends[end].since));
  return { state, text: `${text} · ${words.since(shortMoment(since, now))}` };
}

function unmeasured(ends: Ends, { status }: Strings, now: number): string {
  const answeredAt = Math.min(...END_NAMES.map((end) => ends[end].lastAnswerAt ?? Number.NEGATIVE_INFINITY));
  return Number.isFinite(answeredAt)
    ? status.networkUnconfirmed(shortMoment(answeredAt, now))
    : status.networkMeasuring;
}

export type Allowance = keyof Strings["status"]["networkAllows"];

export function allowanceOf(ends: Ends): Allowance {
  const isDown = (end: EndName) => ends[end].state === "down";
  if (isDown("library")) return isDown("platform") ? "neither" : "noLibrary";
  if (isDown("platform")) return "noPlatform";
  if (isDown("trust")) return "noTrust";
  const has = (state: EndState) => END_NAMES.some((end) => ends[end].state === state);
  if (has("unknown")) return "measuring";
  return has("slow") ? "slow" : "all";
}

/** Nothing at the counter waits for it: worth a colour, not a banner. */
export function isOnlyTrustAway(ends: Ends): boolean {
  return allowanceOf(ends) === "noTrust";
}

/** What can be done with the ends as they are. */
export function stillAllowed({ ends, outbox }: Pick<StatusView, "ends" | "outbox">, strings: Strings): string {
  return strings.status.networkAllows[allowanceOf(ends)](outbox.waiting);
}
