/**
 * Drives one case over the contract as a clerk at the screen would: consent, confirm all, paper for the rest, next. Tells each
 * event once it is durable (the host publishes nothing before it is on disk), so a script may kill it anywhere.
 */
import type { CaseView, CounterView, MaterialView } from "../contract/counter.ts";
import type { Fault } from "../domain/fault.ts";
import { present } from "../domain/present.ts";
import type { ContractClient } from "../transport/client.ts";

export interface CaseEventLine {
  readonly event: "opened" | "identified" | "fetched" | "verified" | "decided" | "submitted" | "closed";
  readonly caseId: string;
  readonly materialId?: string;
  readonly licenseId?: string;
  readonly decision?: string;
  readonly at: string;
}

export interface DriveOptions {
  readonly client: ContractClient;
  readonly onEvent: (line: CaseEventLine) => void;
  /** What happens to materials that no license exempts: `paper` = collected on paper, `leave` = the case is cancelled. */
  readonly others: "paper" | "leave";
  /** How long to wait for receipts before the case is closed with them still queued. */
  readonly receiptMs: number;
  /** The last look at the case before it is wiped. */
  readonly onDecided?: (view: CaseView) => Promise<void>;
}

export type DriveOutcome =
  | { readonly kind: "closed"; readonly exempted: number; readonly materials: number }
  | { readonly kind: "stopped"; readonly fault?: Fault };

/** Starts with the case that `begin` opens, or one that was resumed; ends when the counter is ready again. */
export async function driveCase(options: DriveOptions, begin: () => Promise<Fault | undefined>): Promise<DriveOutcome> {
  const { client } = options;
  const driver = createDriver(options);
  const stop = client.on("counter.changed", driver.onView);
  try {
    const problem = await begin();
    if (problem) return { kind: "stopped", fault: problem };
    driver.start();
    const now = await client.call("counter.view", {});
    if (now.ok) driver.onView(now.value);
    return await driver.outcome;
  } finally {
    stop();
  }
}

function createDriver(options: DriveOptions) {
  const { client } = options;
  const { promise: outcome, resolve } = Promise.withResolvers<DriveOutcome>();
  /** Nothing is decided while the case is still being handed its files. */
  let isStarted = false;
  let last: CaseView | undefined;
  let isCancelling = false;
  const asked = new Set<string>();
  const once = (what: string, work: () => Promise<unknown>) => {
    if (asked.has(what)) return;
    asked.add(what);
    void work();
  };

  const steps: Partial<Record<CounterView["phase"], (view: CaseView) => void>> = {
    identifying: (view) => {
      // After a crash the code is gone: whoever drives names the person again.
      if (view.notice && view.notice.code !== "case.scan-again") once("give up", () => cancel(view.notice));
    },
    consenting: (view) => {
      if (view.consent?.kind === "on-site") once("consent", () => client.call("consent.answer", { isGranted: true }));
    },
    deciding: (view) => decideRest(view),
    submitting: (view) => once("submit", () => submit(view)),
  };

  const cancel = async (reason: Fault | undefined) => {
    isCancelling = true;
    await client.call("case.cancel", { reason: reason ? `命令行:${reason.code}` : "命令行:未办结" });
    resolve(reason ? { kind: "stopped", fault: reason } : { kind: "stopped" });
  };

  let isDeciding = false;
  const decideRest = (view: CaseView) => {
    if (isDeciding || isCancelling) return;
    isDeciding = true;
    void decideNext(view).finally(() => {
      isDeciding = false;
      if (last && isOpen(last)) decideRest(last);
    });
  };
  const isOpen = (view: CaseView) => view.exemptable > 0 || view.undecided.length > 0;

  /** One decision at a time: a second one on the same material would be a correction. */
  const decideNext = async (view: CaseView): Promise<void> => {
    const [materialId] = view.undecided;
    if (view.exemptable === 0 && options.others === "leave") return cancel(undefined);
    if (view.exemptable === 0 && materialId === undefined) return;
    const decided =
      view.exemptable > 0 || materialId === undefined
        ? await client.call("decision.confirm-all", {})
        : await client.call("decision.make", { materialId, kind: "paper-received", reason: "命令行办理" });
    if (!decided.ok) await cancel(decided.fault);
  };

  const submit = async (view: CaseView) => {
    await options.onDecided?.(view);
    const until = Date.now() + options.receiptMs;
    while (Date.now() < until && last && !isDelivered(last)) await new Promise((done) => setTimeout(done, 20));
    await client.call("case.close", {});
  };

  const onView = (view: CounterView) => {
    if (view.case) {
      tell(options.onEvent, last, view.case, view.phase);
      last = view.case;
      if (isStarted) steps[view.phase]?.(view.case);
    } else if (last && view.phase === "ready") {
      options.onEvent({ event: "closed", caseId: last.caseId, at: new Date().toISOString() });
      if (!isCancelling) resolve({ kind: "closed", exempted: countExempted(last), materials: last.materials.length });
    }
  };
  const start = () => {
    isStarted = true;
  };
  return { onView, outcome, start };
}

function isDelivered(view: CaseView): boolean {
  return view.materials.every((material) => material.decision?.delivery !== "queued");
}

function countExempted(view: CaseView): number {
  return view.materials.filter((material) => material.decision?.kind === "exempted").length;
}

/** What is new in this view against the last one, as event lines. */
function tell(
  onEvent: DriveOptions["onEvent"],
  before: CaseView | undefined,
  view: CaseView,
  phase: CounterView["phase"],
): void {
  const known = before?.caseId === view.caseId ? before : undefined;
  const lines: Omit<CaseEventLine, "caseId" | "at">[] = [
    ...(known ? [] : [{ event: "opened" as const }]),
    ...(view.person && !known?.person ? [{ event: "identified" as const }] : []),
    ...licenseLines(known, view),
    ...decisionLines(known, view),
  ];
  if (phase === "submitting" && !asSubmitted.has(view.caseId)) {
    asSubmitted.add(view.caseId);
    lines.push({ event: "submitted" });
  }
  for (const line of lines) onEvent({ ...line, caseId: view.caseId, at: new Date().toISOString() });
}

function licenseLines(known: CaseView | undefined, view: CaseView): Omit<CaseEventLine, "caseId" | "at">[] {
  return view.licenses.flatMap(({ licenseId, verdict }) => {
    const earlier = known?.licenses.find((one) => one.licenseId === licenseId);
    const more = present({ licenseId, materialId: materialOf(view, licenseId)?.id });
    return [
      ...(earlier ? [] : [{ event: "fetched" as const, ...more }]),
      ...(verdict && !earlier?.verdict ? [{ event: "verified" as const, ...more, decision: verdict.decision }] : []),
    ];
  });
}

function decisionLines(known: CaseView | undefined, view: CaseView): Omit<CaseEventLine, "caseId" | "at">[] {
  return view.materials.flatMap(({ id, decision }) => {
    const earlier = known?.materials.find((one) => one.id === id)?.decision;
    if (!decision || earlier?.revision === decision.revision) return [];
    return [
      present({ event: "decided" as const, materialId: id, licenseId: decision.licenseId, decision: decision.kind }),
    ];
  });
}

/** Cases whose `submitted` line was told by this process. */
const asSubmitted = new Set<string>();

function materialOf(view: CaseView, licenseId: string): MaterialView | undefined {
  return view.materials.find(
    ({ proposal }) =>
      (proposal.kind === "exempt" || proposal.kind === "not-exempt") && proposal.licenseId === licenseId,
  );
}
