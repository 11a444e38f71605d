/** A chain that the province does not take is shown until it does; a line that is down is shown elsewhere. */
import { expect, test } from "vitest";
import { createStatusBoard } from "../../../../electron/app/status-board.ts";
import { statusView } from "../../../../electron/contract/status.ts";
import { fault } from "../../../../electron/domain/fault.ts";
import { ok } from "../../../../electron/domain/result.ts";

const up = { state: "up", since: 0 } as const;
const openBoard = (storage: unknown = {}) =>
  createStatusBoard({
    mode: "live",
    policyVersion: "1",
    clock: { now: () => 0 },
    network: { view: () => ({ library: up, platform: up, trust: up }) },
    readers: { views: () => [] } as never,
    trust: { status: () => ({}) } as never,
    storage: storage as never,
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

test("open cases that could not be read are shown, with their number", async () => {
  const board = openBoard({
    outboxCounts: async () => ok({ queued: 0, unknown: 0, refused: 0, delivered: 0, auditPending: 0 }),
    health: async () => ok(undefined),
    recheckCounts: async () => ok({ waiting: 0, flagged: 0 }),
    setAsideCases: async () => ok(2),
    highestTimeSeen: async () => ok(0),
  });
  await board.refresh();
  const { records } = statusView.parse(board.view());
  expect(records).toMatchObject({ setAside: { code: "storage.unreadable", detail: { cases: 2 } } });
});
