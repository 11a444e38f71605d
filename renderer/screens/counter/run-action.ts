/** What each action does. Asks the host, or opens the dialog that must be answered first. */
import type { MaterialView } from "../../../electron/contract/counter.ts";
import { ACTION_KEYS, type ActionId } from "../../state/action-keys.ts";
import { useCounter } from "../../state/counter-store.ts";
import { type DecisionKind, useDesk } from "../../state/desk-store.ts";
import { useIntake } from "../../state/intake-store.ts";
import { pageCount, useLicenses } from "../../state/license-store.ts";
import { useReveal } from "../../state/reveal-store.ts";
import { licenseIdOf, neighbour, nextUndecided } from "../../state/selection.ts";
import { useSession } from "../../state/session-store.ts";

export function runAction(id: ActionId): void {
  ACTIONS[id]();
}

const DECISIONS = {
  "exempt-one": "exempted",
  paper: "paper-received",
  defer: "deferred",
  pledge: "pledged",
  refuse: "refused",
} as const satisfies Partial<Record<ActionId, DecisionKind>>;

const REVEAL_KEYS = ACTION_KEYS.reveal.map((letter) => `Key${letter}`);

const desk = () => useDesk.getState();
const counter = () => useCounter.getState();
const openCase = () => counter().view?.case;

function selectedMaterial(): MaterialView | undefined {
  return openCase()?.materials.find((material) => material.id === desk().selectedMaterial);
}

const ACTIONS: Readonly<Record<ActionId, () => void>> = {
  "confirm-all": confirmAll,
  "next-citizen": () => void counter().ask("case.close", {}),
  "next-undecided": goToNextUndecided,
  "consent-yes": () => void counter().ask("consent.answer", { isGranted: true }),
  "consent-no": () => void counter().ask("consent.answer", { isGranted: false }),
  "stop-waiting": () => void counter().ask("consent.answer", { isGranted: false }),
  "exempt-one": () => decide(DECISIONS["exempt-one"]),
  paper: () => decide(DECISIONS.paper),
  defer: () => decide(DECISIONS.defer),
  pledge: () => decide(DECISIONS.pledge),
  refuse: () => decide(DECISIONS.refuse),
  evidence: () => desk().toggleEvidence(),
  report: printReport,
  retry: () => void counter().ask("case.retry", {}),
  cancel: () => desk().openDialog({ kind: "cancel" }),
  receipt: () => desk().openDialog({ kind: "receipt" }),
  reveal: revealPerson,
  camera: () => desk().openDialog({ kind: "camera" }),
  paste: () => void useIntake.getState().paste(),
  image: () => useIntake.getState().chooseImage(),
  number: () => desk().openDialog({ kind: "number" }),
  file: () => useIntake.getState().chooseDocument(),
  matter: () => desk().go("matter"),
  history: () => desk().go("history"),
  appointments: () => desk().go("appointments"),
  administration: () => desk().go("trust"),
  training: () => desk().toggleTraining(),
  keys: () => desk().openDialog({ kind: "keys" }),
  lock: () => void useSession.getState().lock(),
  resume: () => void counter().ask("case.resume", {}),
  discard: () => desk().openDialog({ kind: "discard" }),
  zoom: () => desk().toggleZoom(),
  "previous-page": () => turn(-1),
  "next-page": () => turn(1),
  "select-up": () => move(-1),
  "select-down": () => move(1),
};

function select(materialId: string | undefined): void {
  if (materialId !== undefined) desk().select(materialId);
}

function goToNextUndecided(): void {
  const open = openCase();
  if (open) select(nextUndecided(open, desk().selectedMaterial));
}

/** The reason first; then the key is for holding. */
function revealPerson(): void {
  const { granted, press } = useReveal.getState();
  if (granted) press(REVEAL_KEYS);
  else desk().openDialog({ kind: "reveal" });
}

function printReport(): void {
  const licenseId = licenseIdOf(selectedMaterial());
  if (licenseId) desk().askReport(licenseId);
}

function move(step: 1 | -1): void {
  const open = openCase();
  if (open) select(neighbour(open, desk().selectedMaterial, step));
}

function turn(step: 1 | -1): void {
  const licenseId = licenseIdOf(selectedMaterial());
  const pages = pageCount(licenseId ? useLicenses.getState().opened[licenseId] : undefined);
  const page = desk().page + step;
  if (page >= 0 && page < pages) desk().turnTo(page);
}

/** Materials that a confirmation of all would exempt, as far as the screen can tell. */
export function materialsForSecondConfirmation(): readonly MaterialView[] {
  return (
    openCase()?.materials.filter(
      ({ decision, proposal }) => !decision && proposal.kind === "exempt" && proposal.right === "second-confirmation",
    ) ?? []
  );
}

function confirmAll(): void {
  if (materialsForSecondConfirmation().length > 0) {
    desk().openDialog({ kind: "second-confirmation" });
    return;
  }
  void counter()
    .confirmAll(false)
    .then((fault) => {
      if (fault?.code === "decision.second-confirmation") desk().openDialog({ kind: "second-confirmation" });
    });
}

/** A refusal and a correction need a reason first, old trust data a second confirmation. */
function decide(kind: DecisionKind): void {
  const material = selectedMaterial();
  if (!material) return;
  const materialId = material.id;
  const isOld = material.proposal.kind === "exempt" && material.proposal.right === "second-confirmation";
  if (material.decision) desk().openDialog({ kind: "correct", materialId, decision: kind });
  else if (kind === "refused") desk().openDialog({ kind: "refuse", materialId });
  else if (kind === "exempted" && isOld) desk().openDialog({ kind: "second-confirmation", materialId });
  else void counter().ask("decision.make", { materialId, kind });
}
