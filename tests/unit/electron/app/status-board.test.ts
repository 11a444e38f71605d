/** A chain that the province does not take is shown until it does; a line that is down is shown elsewhere. */
import { expect, test } from "vitest";
import { createStatusBoard } from "../../../../electron/app/status-board.ts";
import { statusView } from "../../../../electron/contract/status.ts";
import { fault } from "../../../../electron/domain/fault.ts";

const up = { state: "up", since: 0 } as const;
const openBoard = () =>
  createStatusBoard({
    mode: "live",
    policyVersion: "1",
    clock: { now: () => 0 },
    network: { view: () => ({ library: up, platform: up, trust: up }) },
    readers: { views: () => [] } as never,
    trust: { status: () => ({}) } as never,
    storage: {} as never,
    catalogue: { current: () => undefined } as never,
    backups: { view: () => ({}) },
    keys: "file",
  });

test("a forked audit stands until an upload gets through", () => {
  const board = openBoard();
  const shown = () => statusView.parse(board.view()).outbox.auditFault?.code;
  board.noteAudit(fault("delivery.fork", { seq: 4, reason: "fork" }));
  expect(shown()).toBe("delivery.fork");
  board.noteAudit(fault("province.unreachable"));
  expect(shown()).toBe("delivery.fork");
  board.noteAudit(fault("province.nonsense", { reason: "html" }));
  expect(shown()).toBe("delivery.fork");
  board.noteAudit(undefined);
  expect(shown()).toBeUndefined();
  board.noteAudit(fault("province.unreachable"));
  expect(shown()).toBeUndefined();
});
