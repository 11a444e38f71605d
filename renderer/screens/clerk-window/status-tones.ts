/** How serious each part of the terminal's state is, for the colour and weight of its item. */
import type { EndState, StatusView } from "../../../electron/contract/status.ts";
import type { StatusTone } from "./status-item.tsx";

export const BAND_TONES: Readonly<Record<StatusView["trust"]["band"], StatusTone>> = {
  fresh: "good",
  aging: "good",
  late: "warn",
  stale: "warn",
  expired: "bad",
};

export const END_TONES: Readonly<Record<EndState, StatusTone>> = {
  up: "good",
  slow: "warn",
  unknown: "off",
  down: "bad",
};

export function readersTone(readers: StatusView["readers"]): StatusTone {
  if (readers.length === 0) return "off";
  const ready = readers.filter(({ state }) => state === "ready" || state === "reading");
  if (ready.length === readers.length) return "good";
  return ready.length > 0 ? "warn" : "bad";
}

export function queueTone(
  { waiting, refused, auditFault }: StatusView["outbox"],
  recheck: StatusView["recheck"],
): StatusTone {
  if (auditFault || refused > 0 || recheck.flagged > 0) return "bad";
  return waiting + recheck.waiting > 0 ? "note" : "good";
}
