/** The control end under /training: faults on command, the publisher's keys, the cast, the license files, what has been received. */

import { castLines } from "../cast/expectation.ts";
import { LICENSES } from "../cast/library.ts";
import { fileFormatOf, LICENSE_TYPES } from "../cast/license-types.ts";
import { type Misbehaviour, readFamily, readOrder } from "../misbehaviour.ts";
import type { TrustPublisher } from "../pki/trust-publisher.ts";
import type { LicenseOffice } from "../seal/license-office.ts";
import type { AcceptanceDesk } from "./acceptance.ts";
import type { AuditReceiver } from "./audit.ts";
import { type Answer, type Exchange, type FamilyHandler, jsonAnswer, NOT_FOUND, readJson } from "./exchange.ts";

export interface ControlParts {
  readonly misbehaviour: Misbehaviour;
  readonly files: LicenseOffice;
  readonly desk: AcceptanceDesk;
  readonly receiver: AuditReceiver;
  readonly publisher: TrustPublisher;
}

const WEEK_MS = 7 * 86_400_000;
const FILE_PATH = /^\/licenses\/([^/]+)\.(?:ofd|pdf)$/;

function misbehave({ misbehaviour }: ControlParts, exchange: Exchange): Answer {
  if (exchange.method === "DELETE") {
    const named = exchange.query.get("family");
    const family = readFamily(named);
    // A family that is misspelt must not call off all the others.
    if (named !== null && family === undefined) return jsonAnswer({ error: "BAD_ORDER" }, 400);
    misbehaviour.clear(family);
  }
  if (exchange.method === "POST") {
    const order = readOrder(readJson(exchange));
    if (order === undefined) return jsonAnswer({ error: "BAD_ORDER" }, 400);
    misbehaviour.set(order);
  }
  return jsonAnswer({ orders: misbehaviour.list() });
}

/** `{ action: "announce", from?, until? }` (epoch ms; at once and for a week) or `{ action: "switch" }`. */
function trustKey({ publisher }: ControlParts, exchange: Exchange): Answer {
  const { now } = exchange;
  const { action, from = now, until = now + WEEK_MS } = readJson(exchange) ?? {};
  if (exchange.method !== "POST") return NOT_FOUND;
  if (action === "announce" && typeof from === "number" && typeof until === "number" && from < until)
    return jsonAnswer({ issue: publisher.announceKey(from, until, now).issue });
  const switched = action === "switch" ? publisher.switchKey(now) : undefined;
  return switched === undefined ? jsonAnswer({ error: "BAD_ORDER" }, 400) : jsonAnswer({ issue: switched.issue });
}

function licenseList(): Answer {
  return jsonAnswer({
    licenses: LICENSES.map((license) => ({
      id: license.id,
      name: LICENSE_TYPES[license.typeId].name,
      holder: license.holders.map((one) => one.name).join(","),
      identifier: license.identifier,
      status: license.status,
      path: `/training/licenses/${license.id}.${fileFormatOf(license.typeId)}`,
    })),
  });
}

function licenseFile({ files }: ControlParts, id: string): Answer {
  const license = LICENSES.find((one) => one.id === id);
  if (license === undefined) return NOT_FOUND;
  return {
    status: 200,
    headers: { "content-type": `application/${fileFormatOf(license.typeId)}` },
    body: files.file(license),
  };
}

export function control(parts: ControlParts): FamilyHandler {
  return (exchange) => {
    if (exchange.path === "/misbehave") return misbehave(parts, exchange);
    if (exchange.path === "/trust-key") return trustKey(parts, exchange);
    if (exchange.method !== "GET") return NOT_FOUND;
    if (exchange.path === "/cast") return jsonAnswer({ cast: castLines(exchange.now) });
    if (exchange.path === "/licenses") return licenseList();
    if (exchange.path === "/received") {
      const { desk, receiver } = parts;
      const terminals = receiver.terminals().map((terminalId) => ({ terminalId, ...receiver.state(terminalId) }));
      return jsonAnswer({ materials: desk.accepted(), terminals });
    }
    const file = FILE_PATH.exec(exchange.path);
    return file === null ? NOT_FOUND : licenseFile(parts, decodeURIComponent(file[1] ?? ""));
  };
}
