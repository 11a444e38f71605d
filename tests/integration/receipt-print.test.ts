/** A printed receipt is in the audit before it is printed, each time (trust-ux R12); without the row there is no print. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { fault } from "../../electron/domain/fault.ts";
import { failed } from "../../electron/domain/result.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";

let world: TestHost;

beforeAll(async () => {
  world = await openTestHost();
  await world.signIn();
  const [line] = (await world.training.fullCast()).filter((one) => one.code.startsWith("SFM"));
  if (!line) throw new Error("the cast has nobody");
  await world.client.call("matter.choose", { code: line.matter });
  await world.client.call("scan.submit", { text: line.code, way: "paste" });
  await world.until((one) => one.phase === "deciding", "deciding", 15_000);
});
afterAll(() => world.close());

async function printedRows() {
  const rows = await world.host.parts.storage.auditEntries(0, 1000);
  return rows.ok ? rows.value.filter((row) => row.action === "receipt.printed") : [];
}

test("each print leaves a row with clerk and case; looking at the receipt leaves none", async () => {
  expect((await world.client.call("case.receipt", {})).ok).toBe(true);
  expect(await printedRows()).toEqual([]);
  for (let time = 1; time <= 2; time += 1) {
    const printed = await world.client.call("receipt.print", {});
    expect(printed.ok && printed.value.caseNo).toBeTruthy();
    expect(await printedRows()).toHaveLength(time);
  }
  const view = await world.client.call("counter.view", {});
  const caseId = view.ok ? view.value.case?.caseId : undefined;
  expect((await printedRows())[0]).toMatchObject({ clerk: "clerk01", caseId, detail: { decisions: 0 } });
});

test("without the row there is nothing to print", async () => {
  const { storage } = world.host.parts;
  const commit = vi.spyOn(storage, "commit").mockResolvedValueOnce(failed(fault("storage.full")));
  expect(await world.client.call("receipt.print", {})).toMatchObject({ ok: false, fault: { code: "storage.full" } });
  commit.mockRestore();
});

test("the citizen's window prints none", async () => {
  expect((await world.citizen.call("receipt.print", {})).ok).toBe(false);
});
