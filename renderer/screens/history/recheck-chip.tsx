/** What became of the provisional decisions of a case: the worst of them, and for one that differs what changed and what to do. */
import type { ReactNode } from "react";
import type { HistoryCaseView } from "../../../electron/contract/history.ts";
import type { RecheckState } from "../../../electron/domain/recheck/recheck.ts";
import { Chip } from "../../components/chip.tsx";
import { useStrings } from "../../strings/use-strings.ts";

type Rechecks = HistoryCaseView["rechecks"];

/** Worst last. */
const WEIGHT = { confirmed: 0, waiting: 1, flagged: 2 } as const satisfies Record<RecheckState, number>;
const TONES = { confirmed: "good", waiting: "warn", flagged: "bad" } as const;

export function worstRecheck(rechecks: Rechecks): Rechecks[number] | undefined {
  return rechecks.toSorted((a, b) => WEIGHT[b.state] - WEIGHT[a.state])[0];
}

export function RecheckChip({ rechecks }: { readonly rechecks: Rechecks }): ReactNode {
  const { words } = useStrings();
  const worst = worstRecheck(rechecks);
  if (!worst) return null;
  const findings = rechecks.flatMap(({ finding, materialId }) =>
    finding ? [`${materialId}: ${words.recheckFindings[finding]}`] : [],
  );
  return (
    <span title={findings.length > 0 ? findings.join("\n") : undefined}>
      <Chip tone={TONES[worst.state]}>{words.recheckStates[worst.state]}</Chip>
    </span>
  );
}
