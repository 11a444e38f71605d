/** A code of the training panel that comes before the scanner reads. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Training } from "../../../../electron/app/ports/surroundings.ts";
import type { ReaderView } from "../../../../electron/contract/status.ts";
import { ok } from "../../../../electron/domain/result.ts";
import { heldUntilRead, VIRTUAL_SCANNER_ID } from "../../../../electron/host/virtual-scanner.ts";

const scan = vi.fn(async () => ok("serial-scanner" as const));
let views: Pick<ReaderView, "deviceId" | "state">[];
const training = { scan } as unknown as Training;
const readers = { views: () => views as ReaderView[] };
const held = heldUntilRead(training, [{ deviceId: VIRTUAL_SCANNER_ID }], readers);

beforeEach(() => {
  vi.useFakeTimers();
  scan.mockClear();
});
afterEach(() => void vi.useRealTimers());

test("waits until it does, and is not sent before", async () => {
  views = [{ deviceId: VIRTUAL_SCANNER_ID, state: "opening" }];
  const sent = held.scan("code");
  await vi.advanceTimersByTimeAsync(1_000);
  expect(scan).not.toHaveBeenCalled();
  views = [{ deviceId: VIRTUAL_SCANNER_ID, state: "ready" }];
  await vi.advanceTimersByTimeAsync(50);
  expect(await sent).toEqual(ok("serial-scanner"));
});

test("is refused, and not lost, where it never does", async () => {
  views = [];
  const sent = held.scan("code");
  await vi.advanceTimersByTimeAsync(6_000);
  expect([await sent, scan.mock.calls]).toMatchObject([{ fault: { code: "device.gone" } }, []]);
});

test("is not held up where the scanner stands aside for a trial, or where there is none", async () => {
  views = [{ deviceId: VIRTUAL_SCANNER_ID, state: "disabled" }];
  expect((await held.scan("code")).ok).toBe(true);
  expect(heldUntilRead(training, [], readers)).toBe(training);
});
