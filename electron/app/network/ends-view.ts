/** The three ends of the province, as their lines are. Pure. */
import type { EndName, EndView, StatusView } from "../../contract/status.ts";
import { present } from "../../domain/present.ts";
import type { LineName } from "../ports/province.ts";
import { type ClaimRule, type Line, newLine, shownLine, worstLine } from "./line-state.ts";

const END_OF: Readonly<Record<LineName, EndName>> = {
  "license-app": "library",
  "service-code": "library",
  "phone-consent": "library",
  platform: "platform",
  trust: "trust",
};

export const END_NAMES: readonly EndName[] = ["library", "platform", "trust"];

/** @param now epoch ms */
export function endsView(lines: ReadonlyMap<LineName, Line>, now: number, rule: ClaimRule): StatusView["ends"] {
  const one = (end: EndName): EndView => {
    const own = [...lines].filter(([name]) => END_OF[name] === end).map(([, line]) => shownLine(line, now, rule));
    const { state, since, lastAnswerAt, roundTripMs, fault } = worstLine(own) ?? newLine(now);
    return present({ state, since, lastAnswerAt, roundTripMs, fault });
  };
  return { library: one("library"), platform: one("platform"), trust: one("trust") };
}
