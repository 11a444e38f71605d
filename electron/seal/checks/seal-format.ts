/** Is the electronic seal inside the signature complete (GB/T 38540-2020 §6), and is nothing critical left unread? */
import { failed, passed, type SignatureCheck, undetermined } from "../answers/outcome.ts";
import { sesOf } from "../answers/signature-view.ts";

export const sealFormat: SignatureCheck = (facts) => {
  const ses = sesOf(facts);
  if (!ses || facts.value?.form !== "ses") return undefined;
  const { seal } = facts.value;
  if (typeof seal === "string") return failed("SEAL_FORMAT", { reason: seal });
  const maker = facts.seal?.maker.certificate;
  if (maker && maker.kind !== "present") {
    return failed("SEAL_FORMAT", {
      reason: maker.kind === "broken" ? maker.reason : "no certificate of the seal maker",
    });
  }
  const critical = [...seal.criticalExtensions, ...ses.criticalExtensions];
  if (critical.length > 0) return undetermined("SEAL_EXTENSION_UNKNOWN", { extensions: critical });
  return passed({ seal: seal.id, version: seal.version });
};
