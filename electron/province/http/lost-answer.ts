/** For calls that change something on the other side: what a missing answer means once the request may have arrived. */
import { type Fault, fault } from "../../domain/fault.ts";

/** Reasons of `province.unreachable` under which nothing was sent. */
const NOT_SENT = new Set(["no-connection", "name-lookup", "tls", "network"]);

/** A connection that broke under the request or its answer leaves the outcome unknown, like a deadline does. */
export function lostAnswer(found: Fault): Fault {
  const reason = String(found.detail?.["reason"] ?? "");
  if (found.code !== "province.unreachable" || NOT_SENT.has(reason)) return found;
  return fault("province.timed-out", { ...found.detail, stage: "lost" });
}
