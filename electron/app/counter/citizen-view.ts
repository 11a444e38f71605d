/** The same case as the citizen may see it on the second screen; nothing at all when no case is open. Pure. */
import type { CitizenView } from "../../contract/citizen.ts";
import { type CaseFile, currentDecision, currentDecisions } from "../../domain/case/case-file.ts";
import { type CounterState, isInCase } from "../../domain/case/case-state.ts";
import type { Material } from "../../domain/matter/matter.ts";
import type { TerminalIdentity } from "../ports/surroundings.ts";
import { maskedPerson } from "./counter-view.ts";

type Item = CitizenView["items"][number];

export function citizenView(state: CounterState, terminal: TerminalIdentity, since: number): CitizenView {
  const frame = {
    mode: terminal.mode,
    hallName: terminal.hallName,
    counterName: terminal.counterName,
    since,
  };
  // A locked or closing counter shows the resting picture: whoever looks may be the next citizen.
  if (!isInCase(state) || state.isLocked || state.kind === "closing") {
    return { ...frame, phase: "rest", items: [], exempted: 0, total: 0 };
  }
  const { file } = state;
  return {
    ...frame,
    phase: phaseOf(state.kind),
    matterName: file.matter.name,
    department: file.matter.department,
    ...(file.person ? { personName: maskedPerson(file.person).name } : {}),
    ...(file.consent ? { consent: { kind: file.consent.kind, state: file.consent.state } } : {}),
    items: file.matter.materials.map((material) => ({ name: material.name, state: itemState(material, file) })),
    exempted: currentDecisions(file).filter((decision) => decision.kind === "exempted").length,
    total: file.matter.materials.length,
  };
}

function phaseOf(kind: Extract<CounterState, { file: CaseFile }>["kind"]): CitizenView["phase"] {
  switch (kind) {
    case "identifying":
      return "naming";
    case "consenting":
      return "consent";
    case "deciding":
      return "result";
    case "submitting":
      return "thanks";
    default:
      return "working";
  }
}

/** Another one of its group was decided, or its license is here while this one's is not: the citizen need not bring it. */
function isCovered(material: Material, file: CaseFile): boolean {
  const others = file.matter.materials.filter(
    (one) => one.orGroup && one.orGroup === material.orGroup && one.id !== material.id,
  );
  return others.some(
    (one) => currentDecision(file, one.id) !== undefined || (isHere(one, file) && !isHere(material, file)),
  );
}

function isHere(material: Material, file: CaseFile): boolean {
  const types = material.mapping?.anyOf.flatMap((option) => option.licenseTypes) ?? [];
  return file.licenses.some((held) => types.includes(held.record.typeCode));
}

function itemState(material: Material, file: CaseFile): Item["state"] {
  const decision = currentDecision(file, material.id);
  if (decision?.kind === "exempted") return "exempted";
  if (decision) return decision.kind === "deferred" ? "later" : "paper";
  if (isCovered(material, file)) return "covered";
  const types = material.mapping?.anyOf.flatMap((option) => option.licenseTypes) ?? [];
  if (types.length === 0) return "paper";
  if (file.licenses.some((held) => types.includes(held.record.typeCode))) return "arrived";
  const requests = file.requests.filter((request) => types.includes(request.typeCode));
  if (requests.some((request) => request.state === "pending")) {
    return file.consent?.state === "granted" ? "fetching" : "waiting";
  }
  return "unavailable";
}
