/** What the banner over a license says: the word, one sentence why, one what to do next. */
import type { CaseView, MaterialView } from "../../../electron/contract/counter.ts";
import type { Face } from "../../../electron/domain/verdict/verdict.ts";
import type { Strings } from "../../strings/language.ts";
import { faultText, reasonSentences } from "../../strings/sentences.ts";

export interface VerdictText {
  /** `waiting`, `paper` and `missing` are no verdicts: nothing was verified. */
  readonly look: Face | "waiting" | "paper" | "missing";
  readonly word: string;
  readonly why: string;
  readonly next: string;
  /** Reasons beside the worst one. */
  readonly more: readonly string[];
}

export function verdictText(material: MaterialView, open: CaseView, strings: Strings): VerdictText {
  const text = proposedText(material, open, strings);
  // What to do next has been done; the decision stands beside it.
  return material.decision ? { ...text, next: "" } : text;
}

function proposedText(material: MaterialView, open: CaseView, strings: Strings): VerdictText {
  const { proposal } = material;
  const { verdict } = strings;
  switch (proposal.kind) {
    case "exempt":
    case "not-exempt":
      return judged(proposal, strings);
    case "pending": {
      const isHere = open.licenses.some((one) => !one.verdict && material.licenseTypeNames.includes(one.typeName));
      return {
        look: "waiting",
        word: isHere ? verdict.verifying : verdict.pending,
        why: isHere ? verdict.verifyingWhy : verdict.pendingWhy,
        next: "",
        more: [],
      };
    }
    case "paper":
      return { look: "paper", word: verdict.paper, why: verdict.paperWhy, next: verdict.paperNext, more: [] };
    case "missing": {
      const text = proposal.fault ? faultText(proposal.fault, strings) : strings.faults["license.not-found"];
      const { collection } = material;
      return {
        look: "missing",
        word: text.what,
        why: text.why,
        next: text.next,
        more: collection ? [verdict.collection(collection.since, collection.cycle)] : [],
      };
    }
  }
}

function judged(
  { face, reasons, kind }: Extract<MaterialView["proposal"], { kind: "exempt" | "not-exempt" }>,
  strings: Strings,
): VerdictText {
  const [worst, ...others] = reasons.map((reason) => reasonSentences(reason, strings));
  const word = strings.words.faces[face];
  if (!worst) return { look: face, word, why: strings.verdict.clean, next: strings.verdict.cleanNext, more: [] };
  const next = worst.next || (kind === "exempt" ? strings.verdict.cleanNext : strings.verdict.paper);
  return { look: face, word, why: worst.why, next, more: others.map((one) => one.why) };
}
