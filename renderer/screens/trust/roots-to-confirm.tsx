/** Roots that come in a plain file: nobody vouches for them but the person who compares the fingerprint. */
import type { ReactNode } from "react";
import type { TrustDifference } from "../../../electron/contract/trust.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { Fingerprint } from "./fingerprint.tsx";
import { commonName } from "./holder.tsx";

interface RootsToConfirmProps {
  readonly difference: TrustDifference;
  readonly confirmed: readonly string[];
  readonly onChange: (confirmed: readonly string[]) => void;
}

export function RootsToConfirm({ difference, confirmed, onChange }: RootsToConfirmProps): ReactNode {
  const { trustImport: words } = useStrings();
  const { toConfirm, certificates } = difference;
  const toggle = (root: string, isTicked: boolean) =>
    onChange(isTicked ? [...confirmed, root] : confirmed.filter((other) => other !== root));
  return (
    <section className="trust-roots">
      <h3>{words.confirmTitle}</h3>
      <p>{words.confirmHint}</p>
      {toConfirm.map((root) => {
        const certificate = certificates.added.find(({ fingerprint }) => fingerprint === root);
        return (
          <label className="trust-tick trust-tick--root" key={root}>
            <input
              type="checkbox"
              checked={confirmed.includes(root)}
              onChange={({ target }) => toggle(root, target.checked)}
            />
            <span>
              {words.confirmOne(commonName(certificate?.subject ?? root))}
              {certificate && <small>SHA-256</small>}
              {certificate && <Fingerprint value={certificate.sha256} isWhole />}
              <small>SM3</small>
              <Fingerprint value={root} isWhole />
            </span>
          </label>
        );
      })}
    </section>
  );
}
