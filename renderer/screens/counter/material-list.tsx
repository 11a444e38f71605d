/** The materials of the matter: what the terminal proposes for each, what was decided, and whether it was delivered. */
import {
  CircleCheckBig,
  CircleDashed,
  Clock,
  FileQuestionMark,
  FileText,
  Hourglass,
  type LucideIcon,
  PenLine,
  SendHorizontal,
  Stamp,
  Undo2,
  XCircle,
} from "lucide-react";
import { type ReactNode, useEffect, useRef } from "react";
import type { CaseView, CounterView, DecisionView, MaterialView } from "../../../electron/contract/counter.ts";
import { Chip } from "../../components/chip.tsx";
import { FaceBadge } from "../../components/face.tsx";
import { useDesk } from "../../state/desk-store.ts";
import type { Strings } from "../../strings/language.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { materialLine } from "./material-line.ts";

export interface MaterialListProps {
  readonly open: CaseView;
  readonly phase: CounterView["phase"];
}

export function MaterialList({ open, phase }: MaterialListProps): ReactNode {
  const strings = useStrings();
  const selected = useDesk((desk) => desk.selectedMaterial);
  const decided = open.materials.filter((material) => material.decision).length;
  return (
    <section className="card card--grow materials">
      <h2 className="materials__head">
        <span>{strings.materials.title}</span>
        <span className="materials__progress">{strings.materials.progress(decided, open.materials.length)}</span>
      </h2>
      <div
        className="materials__list"
        role="listbox"
        aria-label={strings.materials.list}
        aria-activedescendant={selected === undefined ? undefined : `material-${selected}`}
        tabIndex={0}
      >
        {open.materials.map((material) => (
          <MaterialRow
            key={material.id}
            material={material}
            isSelected={material.id === selected}
            isUndecided={open.undecided.includes(material.id)}
            isCovered={isCovered(open, material)}
            pendingWord={pendingWord(open, material, phase, strings)}
          />
        ))}
      </div>
    </section>
  );
}

/** What a license that is not there yet waits for: the person, the consent, the library, the verdict. */
function pendingWord(
  open: CaseView,
  material: MaterialView,
  phase: CounterView["phase"],
  { materials: words }: Strings,
): string {
  if (phase === "identifying") return words.toBeFetched;
  if (phase === "consenting") return words.awaitingConsent;
  const isHere = open.licenses.some(
    (license) => !license.verdict && material.licenseTypeNames.includes(license.typeName),
  );
  return isHere ? words.verifying : words.pending;
}

/** Another one of its group has been decided: nothing is asked of this one any more. */
function isCovered(open: CaseView, { id, orGroup, decision }: MaterialView): boolean {
  if (orGroup === undefined || decision) return false;
  return open.materials.some((other) => other.orGroup === orGroup && other.id !== id && other.decision);
}

interface ProposalBadgeProps {
  readonly material: MaterialView;
  readonly pendingWord: string;
}

interface MaterialRowProps {
  readonly material: MaterialView;
  readonly isSelected: boolean;
  readonly isUndecided: boolean;
  readonly isCovered: boolean;
  readonly pendingWord: string;
}

function MaterialRow(props: MaterialRowProps): ReactNode {
  const { material, isSelected, isUndecided, isCovered: covered } = props;
  const strings = useStrings();
  const select = useDesk((desk) => desk.select);
  const row = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isSelected) row.current?.scrollIntoView({ block: "nearest" });
  }, [isSelected]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the arrows move the selection from anywhere on the screen
    // biome-ignore lint/a11y/useFocusableInteractive: the screen keeps the focus, the selection is no focus
    <div
      ref={row}
      id={`material-${material.id}`}
      className="material"
      role="option"
      aria-selected={isSelected}
      data-covered={covered}
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => select(material.id)}
    >
      <StateMark isDecided={material.decision !== undefined} isOpen={isUndecided} />
      <span className="material__name">
        {material.name}
        {!material.required && <span className="material__tag">{strings.materials.optional}</span>}
        {material.orGroup && <span className="material__tag">{strings.materials.alternative}</span>}
      </span>
      <span className="material__verdict">
        <ProposalBadge material={material} pendingWord={props.pendingWord} />
      </span>
      <span className="material__line">{covered ? strings.materials.covered : materialLine(material, strings)}</span>
      <span className="material__decision">{material.decision && <DecisionMark decision={material.decision} />}</span>
    </div>
  );
}

/** Open, done, or not asked for: a hollow ring, a tick, nothing. */
function StateMark({ isDecided, isOpen }: { readonly isDecided: boolean; readonly isOpen: boolean }): ReactNode {
  if (isDecided)
    return <CircleCheckBig className="material__mark" data-state="done" size="1.15em" aria-hidden="true" />;
  return isOpen ? (
    <CircleDashed className="material__mark" data-state="open" size="1.15em" aria-hidden="true" />
  ) : (
    <span className="material__mark" />
  );
}

function ProposalBadge({ material: { proposal }, pendingWord }: ProposalBadgeProps): ReactNode {
  const strings = useStrings();
  switch (proposal.kind) {
    case "exempt":
    case "not-exempt":
      return <FaceBadge face={proposal.face} />;
    case "missing":
      return (
        <Chip tone="outline" icon={FileQuestionMark}>
          {strings.materials.missing}
        </Chip>
      );
    case "pending":
      return (
        <Chip tone="accent" icon={Hourglass}>
          {pendingWord}
        </Chip>
      );
    case "paper":
      return (
        <Chip tone="neutral" icon={FileText}>
          {strings.materials.paper}
        </Chip>
      );
  }
}

const DECISION_ICONS: Readonly<Record<DecisionView["kind"], LucideIcon>> = {
  exempted: Stamp,
  "paper-received": FileText,
  deferred: Clock,
  pledged: PenLine,
  refused: XCircle,
};
const DELIVERY_ICONS: Readonly<Record<DecisionView["delivery"], LucideIcon>> = {
  queued: Hourglass,
  delivered: SendHorizontal,
  refused: Undo2,
};

function DecisionMark({ decision }: { readonly decision: DecisionView }): ReactNode {
  const strings = useStrings();
  const Icon = DECISION_ICONS[decision.kind];
  const Delivery = DELIVERY_ICONS[decision.delivery];
  return (
    <>
      <span className="decision" data-kind={decision.kind}>
        <Icon size="1.05em" strokeWidth={2.1} aria-hidden="true" />
        {strings.words.decisions[decision.kind]}
      </span>
      <span className="delivery" data-state={decision.delivery}>
        <Delivery size="0.95em" strokeWidth={2.1} aria-hidden="true" />
        {decision.isRecheckRequired ? strings.materials.recheck : strings.words.deliveries[decision.delivery]}
      </span>
    </>
  );
}
