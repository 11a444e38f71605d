/** Has any CA between signer or seal maker and the root been revoked? */
import { type CheckOutcome, passed, type SignatureCheck } from "../answers/outcome.ts";
import { revocationOutcome } from "../answers/revocation-outcome.ts";

export const authoritiesRevocation: SignatureCheck = ({ signer, seal }) => {
  const answers = [signer, seal?.maker].flatMap((party) => party?.revocation.slice(1) ?? []);
  if (answers.length === 0) return undefined;
  const outcomes = answers.map((answer) =>
    revocationOutcome(answer, ({ status }) =>
      status === "on-hold" ? { code: "CA_REVOKED", variant: "on-hold" } : { code: "CA_REVOKED" },
    ),
  );
  const worst = outcomes.find(isFailed) ?? outcomes.find(({ result }) => result === "undetermined");
  if (!worst) return passed({ authorities: [...new Set(answers.map(({ certificate }) => certificate.subject.text))] });
  return { ...worst, causes: outcomes.flatMap(({ causes }) => causes) };
};

function isFailed({ result }: CheckOutcome): boolean {
  return result === "failed";
}
