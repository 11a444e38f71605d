/** Faults on command: which family of interface misbehaves, how, and for how many requests. */

const FAMILY_IDS = [
  "license-app",
  "service-code",
  "phone-consent",
  "acceptance",
  "audit",
  "trust",
  "catalog",
  "appointments",
] as const;

export type FamilyId = (typeof FAMILY_IDS)[number];

/**
 * `latency`: answers after `ms` · `status`: an HTTP status without doing anything · `timeout`: never answers · `drop`: hangs up
 * before reading · `html`: 200 with a web page · `lost-ack`: does the work, then hangs up · `drip`: the true answer at
 * `bytesPerSecond` · `cut`: the true answer, but hangs up after so many bytes of it · `twice`: the request arrives twice at once ·
 * `lossy`: that share of the answers gets lost, before or after the work, on the way, or `lateMs` late; some arrive twice.
 */
export type Fault =
  | { readonly kind: "latency"; readonly ms: number }
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "timeout" }
  | { readonly kind: "drop" }
  | { readonly kind: "html" }
  | { readonly kind: "lost-ack" }
  | { readonly kind: "drip"; readonly bytesPerSecond: number }
  | { readonly kind: "cut"; readonly afterBytes: number }
  | { readonly kind: "twice" };

/** Another fault, or none, for each request. */
export interface Lossy {
  readonly kind: "lossy";
  /** 0…1 */
  readonly share: number;
  readonly lateMs: number;
}

export interface Order {
  /** `*` = the whole province. */
  readonly family: FamilyId | "*";
  readonly fault: Fault | Lossy;
  /** How many requests it befalls; absent = until called off. */
  readonly times?: number;
}

const PLAIN_KINDS = ["timeout", "drop", "html", "lost-ack", "twice"] as const;

export class Misbehaviour {
  readonly #orders = new Map<Order["family"], Order>();

  /** One order per family; a later one takes the place of an earlier one. */
  set(order: Order): void {
    this.#orders.set(order.family, order);
  }

  clear(family?: Order["family"]): void {
    if (family === undefined) this.#orders.clear();
    else this.#orders.delete(family);
  }

  list(): readonly Order[] {
    return [...this.#orders.values()];
  }

  /** The fault that befalls this request, if any; counts it off. The family's own order goes before the province's. */
  take(family: FamilyId): Fault | undefined {
    const order = this.#orders.get(family) ?? this.#orders.get("*");
    if (order === undefined) return undefined;
    if (order.times !== undefined) {
      if (order.times <= 1) this.#orders.delete(order.family);
      else this.#orders.set(order.family, { ...order, times: order.times - 1 });
    }
    return order.fault.kind === "lossy" ? drawn(order.fault) : order.fault;
  }
}

function drawn({ share, lateMs }: Lossy): Fault | undefined {
  const losses: readonly Fault[] = [
    { kind: "drop" },
    { kind: "lost-ack" },
    { kind: "cut", afterBytes: 10 },
    { kind: "latency", ms: lateMs },
  ];
  if (Math.random() < share) return losses[Math.floor(Math.random() * losses.length)];
  return Math.random() < share / 4 ? { kind: "twice" } : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function positive(value: unknown): number | undefined {
  return typeof value === "number" && Number.isFinite(value) && value > 0 ? value : undefined;
}

function readFault(value: unknown): Fault | Lossy | undefined {
  if (!isRecord(value)) return undefined;
  const plain = PLAIN_KINDS.find((kind) => kind === value["kind"]);
  if (plain !== undefined) return { kind: plain };
  if (value["kind"] === "status") return { kind: "status", status: positive(value["status"]) ?? 500 };
  if (value["kind"] === "latency") return { kind: "latency", ms: positive(value["ms"]) ?? 1000 };
  if (value["kind"] === "drip") return { kind: "drip", bytesPerSecond: positive(value["bytesPerSecond"]) ?? 64 };
  if (value["kind"] === "lossy")
    return { kind: "lossy", share: positive(value["share"]) ?? 0.3, lateMs: positive(value["lateMs"]) ?? 1000 };
  if (value["kind"] === "cut") return { kind: "cut", afterBytes: positive(value["afterBytes"]) ?? 1000 };
  return undefined;
}

export function readFamily(value: unknown): Order["family"] | undefined {
  return value === "*" ? "*" : FAMILY_IDS.find((id) => id === value);
}

/** Reads `{ family, fault: { kind, … }, times? }`; undefined when it is not one. */
export function readOrder(value: unknown): Order | undefined {
  if (!isRecord(value)) return undefined;
  const family = readFamily(value["family"]);
  const fault = readFault(value["fault"]);
  if (family === undefined || fault === undefined) return undefined;
  const times = positive(value["times"]);
  return times === undefined ? { family, fault } : { family, fault, times: Math.ceil(times) };
}
