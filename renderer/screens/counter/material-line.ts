/** The one line under a material's name: the worst reason, or what stands for it, or the clerk's own words. */
import type { MaterialView } from "../../../electron/contract/counter.ts";
import type { Strings } from "../../strings/language.ts";
import { faultText, reasonSentences } from "../../strings/sentences.ts";

export function materialLine(material: MaterialView, strings: Strings): string {
  const { proposal, decision, licenseTypeNames } = material;
  if (decision?.reason) return decision.reason;
  switch (proposal.kind) {
    case "exempt":
    case "not-exempt": {
      const [worst] = proposal.reasons;
      return worst ? reasonSentences(worst, strings).short : licenseTypeNames.join(" / ");
    }
    case "missing":
      return proposal.fault ? faultText(proposal.fault, strings).what : licenseTypeNames.join(" / ");
    case "pending":
      return licenseTypeNames.join(" / ");
    case "paper":
      return strings.materials.paperReason;
  }
}
