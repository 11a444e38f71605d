/** How long a page holds its own thread while something is done with it. */
import type { Page } from "playwright-core";

interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of processor time, so that a busy machine does not count. */
  readonly tdur?: number;
}

/** Of the thread that lays the page out, in milliseconds. */
export async function longestTaskMs(page: Page, act: () => Promise<void>): Promise<number> {
  const client = await page.context().newCDPSession(page);
  const events: TraceEvent[] = [];
  client.on("Tracing.dataCollected", ({ value }) => events.push(...(value as unknown as TraceEvent[])));
  await client.send("Tracing.start", {
    traceConfig: { includedCategories: ["devtools.timeline", "toplevel"] },
    transferMode: "ReportEvents",
  });
  await act();
  const complete = new Promise((resolve) => client.once("Tracing.tracingComplete", resolve));
  await client.send("Tracing.end");
  await complete;
  await client.detach();
  const layout = events.find((event) => event.name === "Layout");
  const tasks = events.filter(
    ({ name, pid, tid }) => /RunTask/.test(name) && pid === layout?.pid && tid === layout.tid,
  );
  return Math.max(0, ...tasks.map((task) => (task.tdur ?? 0) / 1000));
}
