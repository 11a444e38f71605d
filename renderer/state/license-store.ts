/** Licenses opened on this screen: drawing and evidence, kept while their case is open and dropped with it. */
import { create } from "zustand";
import type { ReplyOf } from "../../electron/contract/contract.ts";
import type { Fault } from "../../electron/domain/fault.ts";
import { host } from "../client/host.ts";
import { useCounter } from "./counter-store.ts";

export type OpenedLicense = ReplyOf<"license.open">;
export type Report = OpenedLicense["report"];
export type SignatureReport = Report["signatures"][number];
export type CheckResult = Report["checks"][number];

/** Pages that are shown; none when nothing is. */
export function pageCount(opened: OpenedLicense | undefined): number {
  return opened?.drawing?.pages.length ?? opened?.pdf?.pageCount ?? 0;
}

/** Seals on the pages that stand for a signature: everything else that looks like one is a picture. Undefined: no page is shown. */
export function sealCount(opened: OpenedLicense): number | undefined {
  if (opened.pdf) return opened.pdf.seals.length;
  const stamps = opened.drawing?.pages.flatMap(({ seals }) => seals.map(({ signatureId }) => signatureId));
  return stamps && new Set(stamps).size;
}

type Opening = { readonly state: "opening" } | { readonly state: "failed"; readonly fault: Fault };

interface Licenses {
  readonly opened: Readonly<Record<string, OpenedLicense>>;
  readonly openings: Readonly<Record<string, Opening>>;
  open(licenseId: string): Promise<void>;
  wipe(): void;
}

export const useLicenses = create<Licenses>((set, get) => ({
  opened: {},
  openings: {},
  async open(licenseId) {
    const { opened, openings } = get();
    if (opened[licenseId] || openings[licenseId]?.state === "opening") return;
    const caseId = useCounter.getState().view?.case?.caseId;
    set({ openings: { ...openings, [licenseId]: { state: "opening" } } });
    const result = await host.call("license.open", { licenseId });
    // The case may be over by now: what belongs to another citizen must not be kept.
    if (caseId === undefined || useCounter.getState().view?.case?.caseId !== caseId) return;
    set((now) => {
      const { [licenseId]: _, ...others } = now.openings;
      return result.ok
        ? { opened: { ...now.opened, [licenseId]: result.value }, openings: others }
        : { openings: { ...others, [licenseId]: { state: "failed", fault: result.fault } } };
    });
  },
  wipe: () => set({ opened: {}, openings: {} }),
}));

useCounter.subscribe((after, before) => {
  if (after.view?.case?.caseId !== before.view?.case?.caseId) useLicenses.getState().wipe();
});
