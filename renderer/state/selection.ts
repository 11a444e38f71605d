/** Which material the screen looks at: the clerk's choice, moved on by itself only where that saves a key. */
import type { CaseView, MaterialView } from "../../electron/contract/counter.ts";

/** @returns the material to select after a change of the case; the present one unless there is a reason to move. */
export function preferredMaterial(
  after: CaseView | undefined,
  before: CaseView | undefined,
  selected: string | undefined,
): string | undefined {
  if (!after) return undefined;
  const current = after.materials.find((material) => material.id === selected);
  if (!current) return (after.materials.find(hasLicense) ?? after.materials[0])?.id;
  const wasOpen = before?.materials.some((material) => material.id === selected && !material.decision) ?? false;
  if (wasOpen && current.decision) return nextUndecided(after, selected) ?? selected;
  // Nothing was to be seen yet, and the first license has come.
  const isFirstArrival = !before?.materials.some(hasLicense) && !hasLicense(current);
  return isFirstArrival ? (after.materials.find(hasLicense)?.id ?? selected) : selected;
}

/** The next one below that must still be decided, going round. */
export function nextUndecided(view: CaseView, selected: string | undefined): string | undefined {
  const ids = view.materials.map((material) => material.id);
  const from = ids.indexOf(selected ?? "") + 1;
  return [...ids.slice(from), ...ids.slice(0, from)].find((id) => view.undecided.includes(id));
}

export function neighbour(view: CaseView, selected: string | undefined, step: 1 | -1): string | undefined {
  const at = view.materials.findIndex((material) => material.id === selected);
  return view.materials[Math.min(view.materials.length - 1, Math.max(0, at + step))]?.id;
}

export function hasLicense(material: MaterialView): boolean {
  return licenseIdOf(material) !== undefined;
}

/** The license that speaks for or against a material. */
export function licenseIdOf(material: MaterialView | undefined): string | undefined {
  if (!material) return undefined;
  const { proposal } = material;
  return proposal.kind === "exempt" || proposal.kind === "not-exempt"
    ? proposal.licenseId
    : material.decision?.licenseId;
}
