/** What the auditor looks at: the chain through a filter, page by page backwards, the uses of licenses, and the export. */
import { create } from "zustand";
import type { AuditEntryView, LicenseUseView } from "../../electron/contract/audit.ts";
import type { InputOf, ReplyOf } from "../../electron/contract/contract.ts";
import { host } from "../client/host.ts";
import { saveText } from "../client/save-text.ts";
import { useClock } from "./clock-store.ts";
import { useCounter } from "./counter-store.ts";
import { dayStart } from "./history-store.ts";
import { settle } from "./notice-store.ts";

export const PERIODS = ["today", "week", "month", "all"] as const;
export type Period = (typeof PERIODS)[number];
type Action = InputOf<"audit.search">["action"];

export interface AuditQuery {
  readonly period: Period;
  readonly clerk: string;
  readonly action: Action;
  readonly caseId: string | undefined;
}

interface Audit {
  readonly query: AuditQuery;
  readonly entries: readonly AuditEntryView[] | undefined;
  /** Where the search goes on; undefined = nothing is older. */
  readonly next: number | undefined;
  readonly uses: readonly LicenseUseView[] | undefined;
  readonly usesTotal: number;
  readonly isBusy: boolean;
  readonly check: ReplyOf<"audit.check"> | undefined;
  /** Rows of the export that was just saved. */
  readonly exported: number | undefined;
  change(part: Partial<AuditQuery>): void;
  search(): Promise<void>;
  searchOn(): Promise<void>;
  loadUses(isMore: boolean): Promise<void>;
  checkChain(): Promise<void>;
  exportFile(fileName: string): Promise<void>;
}

const PAGE = 100;
const DAYS = { today: 0, week: 6, month: 29 } as const;
const DAY_MS = 24 * 3_600_000;
const NOTHING: AuditQuery = { period: "today", clerk: "", action: undefined, caseId: undefined };

function rangeOf({ period, clerk }: AuditQuery) {
  return {
    ...(period === "all" ? {} : { from: dayStart(useClock.getState().now) - DAYS[period] * DAY_MS }),
    ...(clerk === "" ? {} : { clerk }),
  };
}

function filterOf(query: AuditQuery) {
  const { action, caseId } = query;
  return {
    ...rangeOf(query),
    ...(action === undefined ? {} : { action }),
    ...(caseId === undefined ? {} : { caseId }),
  };
}

const AT_FIRST = {
  query: NOTHING,
  entries: undefined,
  next: undefined,
  uses: undefined,
  usesTotal: 0,
  isBusy: false,
  check: undefined,
  exported: undefined,
} as const;

export const useAudit = create<Audit>((set, get) => {
  const look = async (before: number | undefined, kept: readonly AuditEntryView[]): Promise<void> => {
    const { query } = get();
    set({ isBusy: true });
    const place = before === undefined ? {} : { before };
    const result = await host.call("audit.search", { ...filterOf(query), ...place, limit: PAGE });
    // The answer to a filter that was changed meanwhile is nobody's.
    if (query !== get().query) return;
    set({ isBusy: false });
    if (settle(result)) set({ entries: [...kept, ...result.value.entries], next: result.value.next });
  };
  return {
    ...AT_FIRST,
    change(part) {
      set({ query: { ...get().query, ...part }, exported: undefined });
      void get().search();
      void get().loadUses(false);
    },
    search: () => look(undefined, []),
    async searchOn() {
      const { next, entries = [], isBusy } = get();
      if (next !== undefined && !isBusy) await look(next, entries);
    },
    async loadUses(isMore) {
      const { query, uses: held = [] } = get();
      const offset = isMore ? held.length : 0;
      const result = await host.call("audit.uses", { ...rangeOf(query), limit: PAGE, offset });
      if (query !== get().query || !settle(result)) return;
      set({ uses: [...held.slice(0, offset), ...result.value.uses], usesTotal: result.value.total });
    },
    async checkChain() {
      set({ isBusy: true, check: undefined });
      const result = await host.call("audit.check", {});
      set({ isBusy: false });
      if (settle(result)) set({ check: result.value });
    },
    async exportFile(fileName) {
      const { query } = get();
      set({ isBusy: true, exported: undefined });
      const pieces: string[] = [];
      let rows = 0;
      let after: number | undefined = 0;
      while (after !== undefined) {
        const piece: Awaited<ReturnType<typeof exportPiece>> = await exportPiece(query, after);
        if (!settle(piece)) return set({ isBusy: false });
        pieces.push(piece.value.lines);
        rows += piece.value.rows;
        after = piece.value.next;
      }
      saveText(fileName, pieces);
      set({ isBusy: false, exported: rows });
    },
  };
});

function exportPiece(query: AuditQuery, after: number) {
  return host.call("audit.export", { ...filterOf(query), after });
}

/** What one auditor looked for, and how the chain was found then, is not the next one's. */
useCounter.subscribe(({ view: after }, { view: before }) => {
  if (after?.clerk?.account !== before?.clerk?.account) {
    // A filter of its own: the answer to the former one is nobody's.
    useAudit.setState({ ...AT_FIRST, query: { ...NOTHING } });
  }
});
