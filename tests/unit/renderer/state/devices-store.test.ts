/** What is offered when a device does not open with a changed profile. */
import { expect, test, vi } from "vitest";
import { fault } from "../../../../electron/domain/fault.ts";
import { ok } from "../../../../electron/domain/result.ts";
import type { DeviceTask } from "../../../../renderer/state/devices-store.ts";

const host = vi.hoisted(() => ({ call: vi.fn(), on: vi.fn() }));
vi.mock("../../../../renderer/client/host.ts", () => ({ host }));

const { useDevices } = await import("../../../../renderer/state/devices-store.ts");

const closed = { deviceId: "desk-1", state: "absent", fault: fault("device.gone") };

test.each([
  ["hall", "devices.save-profile", { text: "former" }],
  ["built-in", "devices.drop-profile", { profileId: "desk" }],
] as const)("the way back from a changed profile, %s before, ends the task", async (origin, command, input) => {
  host.call
    .mockReset()
    .mockImplementation((name: string) =>
      Promise.resolve(ok(name === "devices.view" ? { devices: [] } : { problems: [], reopened: [closed] })),
    );
  useDevices.setState({ task: { kind: "profile", profileId: "desk", text: "former", origin } });
  await useDevices.getState().saveProfile("changed");
  const task = useDevices.getState().task as Extract<DeviceTask, { kind: "reopened" }>;
  expect(task).toMatchObject({ kind: "reopened", reopened: [closed] });
  await task.back();
  expect(host.call).toHaveBeenCalledWith(command, input);
  expect(useDevices.getState().task).toBeUndefined();
});
