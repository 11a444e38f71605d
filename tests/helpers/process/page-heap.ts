/** What a page still refers to: its JavaScript heap and its DOM, after a collection, as a heap snapshot tells it. */
import type { Page } from "playwright-core";

/** Which of the texts any object of the page holds; in a snapshot everything beyond ASCII is written as an escape. */
export async function heldByPage(page: Page, texts: readonly string[]): Promise<readonly string[]> {
  const client = await page.context().newCDPSession(page);
  const chunks: string[] = [];
  client.on("HeapProfiler.addHeapSnapshotChunk", ({ chunk }) => void chunks.push(chunk));
  await client.send("HeapProfiler.collectGarbage");
  await client.send("HeapProfiler.takeHeapSnapshot", { reportProgress: false });
  await client.detach();
  const snapshot: { readonly strings: readonly string[] } = JSON.parse(chunks.join(""));
  return texts.filter((text) => snapshot.strings.some((held) => held.includes(text)));
}
