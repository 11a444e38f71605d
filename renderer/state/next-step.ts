/** What the clerk does next, read off the counter view, and which actions are open. Sentences and buttons follow from here. */
import type { CaseView, CounterView, MaterialView } from "../../electron/contract/counter.ts";
import type { ActionId } from "./action-keys.ts";
import { licenseIdOf } from "./selection.ts";

export type NextStep =
  | { readonly kind: "choose" | "interrupted" | "scan" | "identifying" | "scan-again" | "consent-on-site" | "closing" }
  | { readonly kind: "consent-phone"; readonly since: number }
  | { readonly kind: "fetching" | "verifying"; readonly done: number; readonly total: number }
  | {
      readonly kind: "confirm-all";
      readonly count: number;
      readonly isLast: boolean;
      /** Materials whose license is there and does not exempt: not to be overlooked in the rush. */
      readonly notExempt: number;
    }
  | { readonly kind: "decide"; readonly material: MaterialView; readonly left: number }
  | {
      readonly kind: "done";
      readonly exempted: number;
      readonly total: number;
      readonly queued: number;
      readonly refused: number;
    };

export function nextStep(view: CounterView, selected: string | undefined): NextStep {
  const { case: open } = view;
  if (!open) return { kind: view.interrupted ? "interrupted" : view.matter ? "scan" : "choose" };
  switch (view.phase) {
    case "identifying":
      return { kind: open.notice ? "scan-again" : "identifying" };
    case "consenting":
      return open.consent?.kind === "on-site"
        ? { kind: "consent-on-site" }
        : { kind: "consent-phone", since: open.consent?.at ?? open.openedAt };
    case "fetching":
      return { kind: "fetching", ...progressOf(open, (material) => material.proposal.kind !== "pending") };
    case "verifying":
      return {
        kind: "verifying",
        done: open.licenses.filter((license) => license.verdict).length,
        total: open.licenses.length,
      };
    case "submitting":
      return doneStep(open);
    case "closing":
      return { kind: "closing" };
    default:
      return decidingStep(open, selected);
  }
}

function progressOf(open: CaseView, isDone: (material: MaterialView) => boolean): { done: number; total: number } {
  const mapped = open.materials.filter((material) => material.licenseTypeNames.length > 0);
  return { done: mapped.filter(isDone).length, total: mapped.length };
}

function decidingStep(open: CaseView, selected: string | undefined): NextStep {
  const undecided = open.materials.filter((material) => open.undecided.includes(material.id));
  // Of alternatives one decision is enough: they count once.
  const left = new Set(undecided.map(({ id, orGroup }) => orGroup ?? id)).size;
  if (open.exemptable > 0) {
    const notExempt = undecided.filter(({ proposal }) => proposal.kind === "not-exempt").length;
    return { kind: "confirm-all", count: open.exemptable, isLast: left <= open.exemptable, notExempt };
  }
  const material = undecided.find(({ id }) => id === selected) ?? undecided[0];
  return material ? { kind: "decide", material, left } : doneStep(open);
}

function doneStep(open: CaseView): NextStep {
  const decisions = open.materials.flatMap((material) => material.decision ?? []);
  return {
    kind: "done",
    exempted: decisions.filter((decision) => decision.kind === "exempted").length,
    total: open.materials.length,
    queued: decisions.filter((decision) => decision.delivery === "queued").length,
    refused: decisions.filter((decision) => decision.delivery === "refused").length,
  };
}

export interface OpenActions {
  readonly primary: readonly ActionId[];
  /** What can be done with the selected material. */
  readonly selected: readonly ActionId[];
  readonly entry: readonly ActionId[];
  readonly case: readonly ActionId[];
  /** Not on the step bar: moving about and looking. */
  readonly view: readonly ActionId[];
}

const ENTRY: readonly ActionId[] = ["camera", "paste", "image", "number", "file"];
const NONE: OpenActions = { primary: [], selected: [], entry: [], case: [], view: [] };

export function openActions(view: CounterView, selectedId: string | undefined): OpenActions {
  return view.case ? caseActions(view.phase, view.case, selectedId) : readyActions(view);
}

function readyActions(view: CounterView): OpenActions {
  if (view.interrupted) return { ...NONE, primary: ["resume", "discard"] };
  return view.matter ? { ...NONE, entry: ENTRY, case: ["matter"] } : NONE;
}

function caseActions(phase: CounterView["phase"], open: CaseView, selectedId: string | undefined): OpenActions {
  const selected = open.materials.find((material) => material.id === selectedId);
  const isOnSite = open.consent?.kind === "on-site";
  const looking = { ...NONE, view: lookingActions(open, selected) };
  switch (phase) {
    case "identifying":
      // Another way of naming the person is open once the first has failed, and not while it is still being tried.
      return { ...looking, entry: open.notice ? ENTRY : [], case: ["cancel"] };
    case "consenting":
      // What the citizen presents meanwhile needs no consent.
      return isOnSite
        ? { ...looking, primary: ["consent-yes", "consent-no"], entry: ["file"], case: ["cancel"] }
        : { ...looking, entry: ["file"], case: ["stop-waiting", "cancel"] };
    case "fetching":
    case "verifying":
      return { ...looking, case: ["cancel"] };
    case "deciding":
      return {
        ...looking,
        primary: decidingPrimary(open, selectedId),
        selected: materialActions(selected),
        entry: [
          ...(open.person ? [] : (["number"] as const)),
          ...(open.undecided.length > 0 ? (["file"] as const) : []),
        ],
        case: [...retryActions(open), "cancel"],
        view: [...looking.view, ...(retryActions(open).length === 0 ? (["retry"] as const) : [])],
      };
    case "submitting":
      return { ...looking, primary: ["next-citizen"], selected: materialActions(selected), case: ["receipt"] };
    default:
      return NONE;
  }
}

/** Going to the next one is offered only where there is another one. */
function decidingPrimary(open: CaseView, selectedId: string | undefined): readonly ActionId[] {
  if (open.exemptable > 0) return ["confirm-all"];
  return open.undecided.some((id) => id !== selectedId) ? ["next-undecided"] : [];
}

function lookingActions(open: CaseView, selected: MaterialView | undefined): readonly ActionId[] {
  const moving: readonly ActionId[] = ["select-up", "select-down"];
  const license: readonly ActionId[] = licenseIdOf(selected)
    ? ["evidence", "report", "zoom", "previous-page", "next-page"]
    : [];
  return [...moving, ...license, ...(open.person ? (["reveal"] as const) : [])];
}

/** What may be asked for; whether it is allowed is the host's answer. */
export function materialActions(material: MaterialView | undefined): readonly ActionId[] {
  if (!material) return [];
  const { proposal, decision, deferrable, pledgeable } = material;
  const isOpenTo = (kind: NonNullable<MaterialView["decision"]>["kind"]) => decision?.kind !== kind;
  const actions: ActionId[] = [];
  if (proposal.kind === "exempt" && isOpenTo("exempted")) actions.push("exempt-one");
  if (isOpenTo("paper-received")) actions.push("paper");
  if (deferrable && isOpenTo("deferred")) actions.push("defer");
  if (pledgeable && isOpenTo("pledged")) actions.push("pledge");
  const hasLicense = proposal.kind === "exempt" || proposal.kind === "not-exempt";
  if (hasLicense && isOpenTo("refused")) actions.push("refuse");
  return actions;
}

/** Of a license that was replaced, or whose state nobody knows, the sentence says to fetch it again. */
const OUTDATED: readonly string[] = ["status-superseded", "status-unknown"];

/** Whether the step bar offers it; its key works in every case that is being decided. */
function isWorthFetchingAgain({ proposal }: MaterialView): boolean {
  if (proposal.kind === "missing") return true;
  return proposal.kind === "not-exempt" && proposal.reasons.some(({ code }) => OUTDATED.includes(code));
}

/** Of a citizen who refused nothing is fetched, however often it is asked for; files that they present are another matter. */
function retryActions(open: CaseView): readonly ActionId[] {
  if (open.consent?.state === "refused") return [];
  const isWorth = (material: MaterialView) => open.undecided.includes(material.id) && isWorthFetchingAgain(material);
  return open.materials.some(isWorth) ? ["retry"] : [];
}
