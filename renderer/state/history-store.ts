/** Today's cases, masked: counts, and one page of the table at a time. */
import { create } from "zustand";
import type { ReplyOf } from "../../electron/contract/contract.ts";
import type { HistoryCaseView } from "../../electron/contract/history.ts";
import { host } from "../client/host.ts";
import { useClock } from "./clock-store.ts";
import { useCounter } from "./counter-store.ts";
import { settle } from "./notice-store.ts";

interface History {
  readonly today: ReplyOf<"history.today"> | undefined;
  /** The latest few, for the ready screen. */
  readonly recent: readonly HistoryCaseView[];
  readonly text: string;
  readonly page: number;
  readonly pageSize: number;
  readonly total: number;
  readonly cases: readonly HistoryCaseView[] | undefined;
  loadToday(): Promise<void>;
  search(text: string, page: number): Promise<void>;
  /** Takes this many rows to a page from now on, and looks again. */
  resizePage(rows: number): Promise<void>;
}

/** Start of the calendar day in China, which has no summer time. */
export function dayStart(now: number): number {
  const shift = 8 * 3_600_000;
  const day = 24 * 3_600_000;
  return Math.floor((now + shift) / day) * day - shift;
}

/** The clerk's are today's cases; the auditor looks through all of them. */
function isClerk(): boolean {
  return useCounter.getState().view?.clerk?.role === "clerk";
}

let searches = 0;

export const useHistory = create<History>((set, get) => ({
  today: undefined,
  recent: [],
  text: "",
  page: 0,
  pageSize: 10,
  total: 0,
  cases: undefined,
  async loadToday() {
    if (!isClerk()) return;
    const from = dayStart(useClock.getState().now);
    const [today, recent] = await Promise.all([
      host.call("history.today", {}),
      host.call("history.search", { from, limit: 6, offset: 0 }),
    ]);
    if (today.ok) set({ today: today.value });
    if (recent.ok) set({ recent: recent.value.cases });
  },
  async search(text, page) {
    searches += 1;
    const mine = searches;
    set({ text, page });
    const words = text.trim();
    const result = await host.call("history.search", {
      ...(isClerk() ? { from: dayStart(useClock.getState().now) } : {}),
      ...(words ? { text: words } : {}),
      limit: get().pageSize,
      offset: page * get().pageSize,
    });
    // An answer to what is no longer in the field would overwrite a newer one.
    if (mine !== searches || !settle(result)) return;
    set({ total: result.value.total, cases: result.value.cases });
  },
  async resizePage(rows) {
    set({ pageSize: Math.min(200, Math.max(5, rows)) });
    await get().search(get().text, 0);
  },
}));

/** What one clerk searched for and found is not the next one's. */
useCounter.subscribe(({ view: after }, { view: before }) => {
  if (after?.clerk?.account === before?.clerk?.account) return;
  useHistory.setState({ today: undefined, recent: [], text: "", page: 0, total: 0, cases: undefined });
});

/** Counts change when a case ends and when somebody signs in. */
useCounter.subscribe(({ view: after }, { view: before }) => {
  const isSignedIn = after?.clerk !== undefined && !after.isLocked;
  const hasEnded = after?.phase === "ready" && before?.phase !== "ready";
  if (isSignedIn && hasEnded) void useHistory.getState().loadToday();
});
