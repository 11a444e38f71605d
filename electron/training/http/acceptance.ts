/** Family 4, the acceptance platform (统一受理平台): takes what became of each material, once for each key. */

import { createHash } from "node:crypto";
import { isSame } from "./credentials.ts";
import {
  type Answer,
  bearerToken,
  canonicalJson,
  type Exchange,
  type FamilyHandler,
  isJson,
  type Json,
  jsonAnswer,
  NOT_FOUND,
  object,
  readJson,
  text,
} from "./exchange.ts";
import type { Journal } from "./journal.ts";

export interface AcceptedMaterial {
  readonly key: string;
  readonly digest: string;
  readonly receiptNo: string;
  readonly receivedAt: string;
  readonly caseNo: string;
  readonly materialId: string;
  readonly body: Json;
}

const COLLECTION_TYPES: readonly unknown[] = [1, 2, 3, 4, 5, 7];
const DEFERRAL = 4;
const LICENSE = 5;

const bad = (field: string): Answer => jsonAnswer({ error: "BAD_RECORD", field }, 400);

/** Name of the first field that a record lacks or has wrong; undefined when it may be taken. */
function faultyField(body: Json, caseNo: string, materialId: string): string | undefined {
  if (text(body, "caseNo") !== caseNo) return "caseNo";
  if (text(body, "materialId") !== materialId) return "materialId";
  const blank = ["matterCode", "materialName", "collectionDate", "ruleVersion", "decidedAt"].find(
    (name) => text(body, name) === "",
  );
  if (blank !== undefined) return blank;
  const absent = ["matterVersion", "operator", "terminal"].find(
    (name) => body[name] === undefined || body[name] === null,
  );
  if (absent !== undefined) return absent;
  return faultyCollection(body) ?? faultyLicense(body);
}

function faultyCollection(body: Json): string | undefined {
  const { collectionType: type, collectionFlag: flag } = body;
  if (!COLLECTION_TYPES.includes(type)) return "collectionType";
  if (flag !== 0 && flag !== 1) return "collectionFlag";
  if (type === DEFERRAL && flag !== 0) return "collectionFlag";
  return typeof body["recheckRequired"] === "boolean" ? undefined : "recheckRequired";
}

/** A license that stands for a material is named; verdict and digest may be missing, but not be malformed. */
function faultyLicense(body: Json): string | undefined {
  if (body["collectionType"] === LICENSE) {
    const license = object(body, "license");
    const blank = ["certNumber", "certName", "certTypeCode"].find((name) => text(license, name) === "");
    if (blank !== undefined) return `license.${blank}`;
  }
  const { verification, fileDigest } = body;
  if (verification !== undefined && !isJson(verification)) return "verification";
  if (fileDigest === undefined) return undefined;
  return /^[0-9a-f]{64}$/.test(text(object(body, "fileDigest"), "sm3")) ? undefined : "fileDigest.sm3";
}

export class AcceptanceDesk {
  readonly #journal: Journal<AcceptedMaterial>;
  readonly #byKey = new Map<string, AcceptedMaterial>();
  readonly #inWork = new Set<string>();

  constructor(journal: Journal<AcceptedMaterial>) {
    this.#journal = journal;
    for (const record of journal.read()) this.#byKey.set(record.key, record);
  }

  accepted(): readonly AcceptedMaterial[] {
    return [...this.#byKey.values()];
  }

  async take(exchange: Exchange, caseNo: string, materialId: string): Promise<Answer> {
    const key = String(exchange.headers["idempotency-key"] ?? "").trim();
    const body = readJson(exchange);
    if (key === "") return bad("Idempotency-Key");
    if (body === undefined) return bad("body");
    const digest = createHash("sha256").update(canonicalJson(body)).digest("hex");
    if (this.#inWork.has(key)) return jsonAnswer({ error: "IN_PROGRESS" }, 409);
    const earlier = this.#byKey.get(key);
    if (earlier !== undefined) return this.#repeat(earlier, digest, { caseNo, materialId });
    const field = faultyField(body, caseNo, materialId);
    if (field !== undefined) return bad(field);
    this.#inWork.add(key);
    try {
      await exchange.hold();
      return this.#record({ key, digest, caseNo, materialId, body }, exchange.now);
    } finally {
      this.#inWork.delete(key);
    }
  }

  #repeat(earlier: AcceptedMaterial, digest: string, place: { caseNo: string; materialId: string }): Answer {
    const isSameRecord =
      earlier.digest === digest && earlier.caseNo === place.caseNo && earlier.materialId === place.materialId;
    if (!isSameRecord) return jsonAnswer({ error: "KEY_REUSED" }, 422);
    const { receiptNo, receivedAt } = earlier;
    return jsonAnswer({ receiptNo, receivedAt, duplicate: true });
  }

  #record(draft: Omit<AcceptedMaterial, "receiptNo" | "receivedAt">, now: number): Answer {
    const receivedAt = new Date(now).toISOString();
    const ordinal = String(this.#byKey.size + 1).padStart(6, "0");
    const receiptNo = `SLHZ${receivedAt.slice(0, 10).replaceAll("-", "")}${ordinal}`;
    const record = { ...draft, receiptNo, receivedAt };
    this.#journal.append([record]);
    this.#byKey.set(record.key, record);
    return jsonAnswer({ receiptNo, receivedAt, duplicate: false }, 201);
  }

  delivery(key: string): Answer {
    const record = this.#byKey.get(key);
    if (record === undefined) return NOT_FOUND;
    const { receiptNo, receivedAt, caseNo, materialId } = record;
    return jsonAnswer({ receiptNo, receivedAt, caseNo, materialId });
  }

  /** The latest record of each material, with the number of records so far. */
  caseView(caseNo: string): Answer {
    const latest = new Map<string, { record: AcceptedMaterial; revisions: number }>();
    for (const record of this.#byKey.values()) {
      if (record.caseNo !== caseNo) continue;
      latest.set(record.materialId, { record, revisions: (latest.get(record.materialId)?.revisions ?? 0) + 1 });
    }
    if (latest.size === 0) return NOT_FOUND;
    const materials = [...latest.values()].map(({ record, revisions }) => ({
      materialId: record.materialId,
      collectionType: record.body["collectionType"],
      collectionFlag: record.body["collectionFlag"],
      receiptNo: record.receiptNo,
      receivedAt: record.receivedAt,
      revisions,
    }));
    return jsonAnswer({ caseNo, materials });
  }
}

const MATERIAL_PATH = /^\/cases\/([^/]+)\/materials\/([^/]+)$/;
const CASE_PATH = /^\/cases\/([^/]+)$/;
const DELIVERY_PATH = /^\/deliveries\/(.+)$/;

const part = (match: RegExpExecArray | null, index: number): string => decodeURIComponent(match?.[index] ?? "");

export function acceptance(appToken: string, desk: AcceptanceDesk): FamilyHandler {
  return (exchange) => {
    if (!isSame(bearerToken(exchange), appToken)) return jsonAnswer({ error: "UNAUTHORIZED" }, 401);
    const material = MATERIAL_PATH.exec(exchange.path);
    if (exchange.method === "POST" && material !== null)
      return desk.take(exchange, part(material, 1), part(material, 2));
    if (exchange.method !== "GET") return NOT_FOUND;
    const delivery = DELIVERY_PATH.exec(exchange.path);
    if (delivery !== null) return desk.delivery(part(delivery, 1));
    const wanted = CASE_PATH.exec(exchange.path);
    return wanted === null ? NOT_FOUND : desk.caseView(part(wanted, 1));
  };
}
