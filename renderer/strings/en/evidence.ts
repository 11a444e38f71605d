/** Sentences of the evidence drawer in English. */
import type { EvidenceStrings } from "../zh/evidence.ts";

export const evidence: EvidenceStrings = {
  file: "The file as a whole",
  seal: (name) => `Seal: ${name}`,
  signature: (index) => `Signature ${index}`,
  prefetched: (time: string) =>
    `Given by the library at ${time} for this appointment; what changed since is re-checked once it is back.`,
  sealsShown: (count) =>
    count === 0
      ? "No verified seal on the pages; what looks like one is a picture."
      : `${count} verified on the pages, press one for its evidence; anything else that looks like a seal is a picture.`,
  passed: "passed",
  remark: "remark",
  failed: "failed",
  undetermined: "undetermined",
  summary: (count) =>
    [
      `${count.passed} passed`,
      count.remark ? `${count.remark} ${count.remark === 1 ? "remark" : "remarks"}` : "",
      count.failed ? `${count.failed} failed` : "",
      count.undetermined ? `${count.undetermined} undetermined` : "",
    ]
      .filter(Boolean)
      .join(", "),
  indication: "Indication",
  decision: "Decision",
  certificate: "Signer's certificate",
  certificateValidity: "Certificate valid",
  certificateIssuer: "Issued by",
  serial: "Serial number",
  sealId: "Seal id",
  sealMaker: "Seal maker",
  sealValidity: "Seal valid",
  standard: "Standard",
  claimed: "time claimed by the signer",
  timestamp: "trusted timestamp",
  uncovered: "Not protected by any seal",
  none: "Open a license to see every check.",
  all: "Show what each rests on",
  less: "Answers only",
  took: (ms) => `took ${ms} ms`,
  policy: "policy",
  details: "Details",
  close: "Back to the license",
};
