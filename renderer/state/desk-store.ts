/** What of the counter's screen is open or chosen: the selected material, the page, drawers and dialogs. Wiped with the case. */
import { create } from "zustand";
import type { CounterView } from "../../electron/contract/counter.ts";
import { homeOf, type Place } from "./areas.ts";
import { useCounter } from "./counter-store.ts";
import { useNotice } from "./notice-store.ts";
import { useReveal } from "./reveal-store.ts";
import { preferredMaterial } from "./selection.ts";

export type Dialog =
  | { readonly kind: "refuse"; readonly materialId: string }
  | { readonly kind: "correct"; readonly materialId: string; readonly decision: DecisionKind }
  | { readonly kind: "second-confirmation"; readonly materialId?: string }
  | { readonly kind: "cancel" }
  | { readonly kind: "discard" }
  | { readonly kind: "number" }
  | { readonly kind: "camera" }
  | { readonly kind: "reveal" }
  | { readonly kind: "receipt" }
  | { readonly kind: "password" }
  | { readonly kind: "keys" };

export type DecisionKind = "exempted" | "paper-received" | "deferred" | "pledged" | "refused";

interface Desk {
  readonly place: Place;
  readonly selectedMaterial: string | undefined;
  readonly isEvidenceOpen: boolean;
  readonly openSeal: string | undefined;
  /** License whose verification report is to be printed. */
  readonly askedReport: string | undefined;
  readonly page: number;
  readonly zoom: "fit" | number;
  readonly isTrainingOpen: boolean;
  readonly dialog: Dialog | undefined;
  go(place: Place): void;
  select(materialId: string): void;
  toggleEvidence(): void;
  showSeal(signatureId: string): void;
  askReport(licenseId: string | undefined): void;
  turnTo(page: number): void;
  toggleZoom(): void;
  toggleTraining(): void;
  openDialog(dialog: Dialog): void;
  closeDialog(): void;
}

const EMPTY_CASE = {
  selectedMaterial: undefined,
  isEvidenceOpen: false,
  openSeal: undefined,
  askedReport: undefined,
  page: 0,
  zoom: "fit",
} as const;

export const useDesk = create<Desk>((set) => ({
  ...EMPTY_CASE,
  place: "counter",
  isTrainingOpen: false,
  dialog: undefined,
  go: (place) => set({ place, dialog: undefined }),
  select: (selectedMaterial) => set({ selectedMaterial, page: 0, openSeal: undefined }),
  toggleEvidence: () => set((desk) => ({ isEvidenceOpen: !desk.isEvidenceOpen })),
  showSeal: (openSeal) => set({ openSeal, isEvidenceOpen: true }),
  askReport: (askedReport) => set({ askedReport }),
  turnTo: (page) => set({ page }),
  toggleZoom: () => set((desk) => ({ zoom: desk.zoom === "fit" ? 1 : "fit" })),
  toggleTraining: () => set((desk) => ({ isTrainingOpen: !desk.isTrainingOpen })),
  openDialog: (dialog) => set({ dialog }),
  closeDialog: () => set({ dialog: undefined }),
}));

function close(): void {
  useDesk.setState({ dialog: undefined });
  useReveal.getState().drop();
}

/**
 * Another case, no case, or nobody signed in: nothing of the former one stays on the screen. A locked host tells nothing of the case;
 * whoever unlocks it finds what was chosen as it was.
 */
function follow(after: CounterView | undefined, before: CounterView | undefined): void {
  if (after?.isLocked) {
    close();
    return;
  }
  const isOtherCase = after?.case?.caseId !== before?.case?.caseId;
  const isOtherClerk = after?.clerk?.account !== before?.clerk?.account;
  if (isOtherCase || isOtherClerk) close();
  if (isOtherClerk) useDesk.setState({ place: homeOf(after?.clerk?.role ?? "clerk"), isTrainingOpen: false });
  if (isOtherCase) useDesk.setState(EMPTY_CASE);
  if (isOtherCase && before) useNotice.getState().clear();
  const { selectedMaterial } = useDesk.getState();
  const next = preferredMaterial(after?.case, before?.case, selectedMaterial);
  if (next !== selectedMaterial) useDesk.setState({ selectedMaterial: next, page: 0, openSeal: undefined });
}

let unlocked: CounterView | undefined;
useCounter.subscribe(({ view: after }, { view: before }) => {
  if (after === before) return;
  follow(after, unlocked);
  if (!after?.isLocked) unlocked = after;
});
