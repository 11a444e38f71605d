/** A terminal whose start cannot be put into the audit does not start. */
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { openTestHost } from "../helpers/host/open-test-host.ts";

test("what cannot be audited is not done, starting included", async () => {
  const world = await openTestHost();
  const { training, dataDir } = world;
  try {
    await world.closeHost();
    const db = new Database(join(dataDir, "terminal", "terminal.sqlite"));
    db.exec("DROP TRIGGER audit_edge_forward; UPDATE audit_edge SET seq = seq - 1 WHERE which = 'head'");
    db.close();
    await expect(openTestHost({ training, dataDir })).rejects.toThrow('"code":"storage.corrupt"');
  } finally {
    await world.close();
  }
});
