/** The face of a verification by itself, with one sentence why and one what to do; holder and matter have no say here. */
import { outageAnswer } from "../../electron/domain/trust-age/outage-policy.ts";
import { type Face, verdictFace, worstFace } from "../../electron/domain/verdict/verdict.ts";
import type { Strings } from "../strings/language.ts";
import { codeText, reasonSentences } from "../strings/sentences.ts";
import type { ReportInput } from "./report-input.ts";

export interface ReportVerdict {
  readonly face: Face;
  readonly why: string;
  readonly next: string;
}

export function reportVerdict(input: ReportInput, strings: Strings): ReportVerdict {
  const { report, mode, trustAge, arrival, isHighRisk } = input;
  const own = verdictFace(report, mode);
  const outage = outageAnswer(trustAge, arrival, isHighRisk);
  const face = worstFace([own, outage.bestFace]);
  const cause = report.codes[0] ?? report.subIndication;
  const said = cause ? codeText(cause, strings) : "";
  const age = outage.bestFace === "valid" ? "" : ageSentence(outage.right, strings);
  const ownWords = wordsOf(own, report.indication, strings);
  if (face !== own) return { face, why: age, next: strings.report.verdicts[face].next };
  const why = [ownWords.why(said), age].filter((one) => one !== "").join(strings.tongue === "zh" ? "" : " ");
  return { face, why, next: ownWords.next };
}

/** A sample and a file without a seal wear one face for two reasons. */
function wordsOf(face: Face, indication: ReportInput["report"]["indication"], { report: { verdicts } }: Strings) {
  return face === "not-license" && indication !== "NO_SIGNATURE" ? verdicts.sample : verdicts[face];
}

function ageSentence(right: "yes" | "yes-recheck" | "second-confirmation" | "no", strings: Strings): string {
  if (right === "yes") return "";
  const code = { "yes-recheck": "recheck-later", "second-confirmation": "second-confirmation", no: "trust-too-old" }[
    right
  ];
  return reasonSentences({ code }, strings).why;
}
