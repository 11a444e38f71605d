/** What becomes of a set that was looked at: taken, refused, too large, or taken with a device that does not open. */
import { beforeEach, expect, test, vi } from "vitest";
import { MAX_PROFILE_SET_BYTES } from "../../../../electron/contract/devices.ts";
import { fault } from "../../../../electron/domain/fault.ts";
import { failed, ok } from "../../../../electron/domain/result.ts";

const host = vi.hoisted(() => ({ call: vi.fn(), on: vi.fn() }));
vi.mock("../../../../renderer/client/host.ts", () => ({ host }));

const { useDevices } = await import("../../../../renderer/state/devices-store.ts");
const { useProfileSet } = await import("../../../../renderer/state/profile-set-store.ts");

const look = { profiles: [{ id: "own", kind: "barcode-scanner", name: "own", effect: "new" }], problems: [] };
const answers = (taken: unknown) => {
  host.call.mockReset().mockImplementation((name: string) => {
    if (name === "devices.look-at-profile-set") return Promise.resolve(ok(look));
    if (name === "devices.take-profile-set") return Promise.resolve(taken);
    return Promise.resolve(ok(name === "devices.view" ? { devices: [] } : { reopened: [] }));
  });
};
const called = () => host.call.mock.calls.map(([name]) => name as string).filter((name) => name !== "devices.view");
const state = () => useProfileSet.getState();

beforeEach(() => {
  state().leave();
  useDevices.getState().leave();
});

test("one larger than the host takes is told as such, and not sent", async () => {
  answers(undefined);
  await state().look(new File([new Uint8Array(MAX_PROFILE_SET_BYTES + 1)], "set.json"));
  expect(state().task).toMatchObject({ look: { problems: [{ message: "larger than 640 KB" }] } });
  await state().take();
  expect(called()).toEqual([]);
});

test("a device that does not open with it is told, with the way back", async () => {
  const closed = { deviceId: "desk-1", state: "absent", fault: fault("device.gone") };
  answers(ok({ problems: [], taken: 1, reopened: [closed] }));
  await state().look(new File(["{}"], "set.json"));
  await state().take();
  expect([state().task, state().told]).toEqual([undefined, { kind: "taken", count: 1 }]);
  const { task } = useDevices.getState();
  expect(task).toMatchObject({ kind: "reopened", reopened: [closed] });
  if (task?.kind === "reopened") await task.back();
  expect(called().at(-1)).toBe("devices.untake-profile-set");
  expect([useDevices.getState().task, state().told]).toEqual([undefined, undefined]);
});

test("what keeps it from being taken is told where it was looked at", async () => {
  answers(failed(fault("storage.full")));
  await state().look(new File(["{}"], "set.json"));
  await state().take();
  expect(state()).toMatchObject({ task: { kind: "looking" }, fault: { code: "storage.full" }, told: undefined });
  const problem = { where: "", message: "changed meanwhile" };
  answers(ok({ problems: [problem], taken: 0, reopened: [] }));
  await state().take();
  expect(state()).toMatchObject({ task: { look: { problems: [problem] } }, told: undefined });
});
