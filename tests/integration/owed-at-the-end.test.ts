/** A terminal that locked while its disk took nothing, and is switched off as soon as it does: the row of the lock is in the audit. */
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openTestHost } from "../helpers/host/open-test-host.ts";

test("the row that a lock owes is written before the terminal stops", async () => {
  const first = await openTestHost();
  const { training, dataDir } = first;
  await first.signIn();
  // Somebody else writes and does not end: to the terminal its disk is busy.
  const other = new Database(join(dataDir, "terminal", "terminal.sqlite"));
  other.exec("BEGIN IMMEDIATE");
  expect(await first.client.call("session.lock", {})).toMatchObject({ ok: true });
  other.exec("ROLLBACK");
  other.close();
  await first.closeHost();

  const again = await openTestHost({ training, dataDir });
  try {
    const { storage } = again.host.parts;
    const log = await storage.auditEntries(0, 200);
    const actions: string[] = log.ok ? log.value.map(({ action }) => action) : [log.fault.code];
    expect(actions).toContain("session.locked");
    expect(actions.lastIndexOf("session.locked")).toBeLessThan(actions.lastIndexOf("terminal.stopped"));
    expect(await storage.verifyAudit()).toMatchObject({ ok: true });
  } finally {
    await again.close();
  }
});
