/** The host empties the shell's clipboard when a case ends, at a lock and at a sign-out, if the clerk pasted or copied since. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";

let world: TestHost;
let wiped: number;
let refuses: number;

beforeAll(async () => {
  world = await openTestHost({
    change: (options) => ({
      ...options,
      wipeOutside: async () => {
        if (refuses > 0) {
          refuses -= 1;
          throw new Error("the clipboard is another program's");
        }
        wiped += 1;
      },
    }),
  });
});
afterAll(() => world.close());
beforeEach(async () => {
  wiped = 0;
  refuses = 0;
  const view = await world.client.call("counter.view", {});
  if (view.ok && view.value.phase === "signed-out") await world.signIn();
});

const touch = () => world.client.call("clipboard.touched", {});
const lock = () => world.client.call("session.lock", {});
const unlock = () => world.client.call("session.unlock", { password: "practice-01" });

test("at the end of a case", async () => {
  const [line] = (await world.training.fullCast()).filter((one) => one.code.startsWith("SFM"));
  await world.client.call("matter.choose", { code: line?.matter ?? "" });
  for (const isPasted of [true, false]) {
    if (isPasted) await touch();
    await world.client.call("scan.submit", { text: line?.code ?? "", way: "paste" });
    await world.until((view) => view.phase === "deciding", "deciding", 15_000);
    expect(wiped).toBe(isPasted ? 0 : 1);
    await world.client.call("case.cancel", { reason: "群众放弃" });
    await world.until((view) => view.phase === "ready", "ready");
    expect(wiped).toBe(1);
  }
});

test("at a lock and at a sign-out, once for each time that it was touched", async () => {
  await touch();
  await lock();
  await unlock();
  await lock();
  await unlock();
  expect(wiped).toBe(1);
  await touch();
  await world.client.call("session.sign-out", {});
  expect(wiped).toBe(2);
});

test("again, where it was refused", async () => {
  refuses = 1;
  await touch();
  await lock();
  await unlock();
  expect(wiped).toBe(0);
  await lock();
  await unlock();
  expect(wiped).toBe(1);
});

test("the citizen's window has no say in it", async () => {
  expect((await world.citizen.call("clipboard.touched", {})).ok).toBe(false);
});
