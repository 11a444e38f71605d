/** JSON changed by its values and keys. */
import type { Random } from "../../random.ts";
import { mutateBytes } from "./bytes.ts";

const ODD: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e300,
  "",
  "=",
  "AA==",
  "x".repeat(4000),
  [],
  {},
  [[]],
  ["AA=="],
  "2026-13-45T99:99:99+08:00",
  "__proto__",
];

/** Characters that repeating one value may add. */
const MOST_COPIED = 50_000;

export function mutateJson(random: Random, json: Uint8Array): Uint8Array {
  if (random.below(5) === 0) return mutateBytes(random, json);
  if (random.below(40) === 0) return Buffer.from(`${"[".repeat(1 + random.below(30_000))}`);
  const root = { value: JSON.parse(new TextDecoder().decode(json)) as unknown };
  for (let left = 1 + random.below(3); left > 0; left--) change(random, root);
  return Buffer.from(JSON.stringify(root.value) ?? "");
}

function change(random: Random, root: { value: unknown }): void {
  const holders = collect(root).filter((holder) => Object.keys(holder).length > 0);
  if (holders.length === 0) return;
  const holder = random.pick(holders) as Record<string, unknown>;
  const key = random.pick(Object.keys(holder));
  const value = holder[key];
  const steps: readonly (() => void)[] = [
    () => {
      holder[key] = structuredClone(random.pick(ODD));
    },
    () => {
      delete holder[key];
    },
    () => {
      holder[`${key}x`] = value;
    },
    () => {
      if (typeof value === "string")
        holder[key] = Buffer.from(mutateBytes(random, Buffer.from(value))).toString("latin1");
    },
    () => {
      if (typeof value === "string" && value.length > 8)
        holder[key] = Buffer.from(mutateBytes(random, Buffer.from(value, "base64"))).toString("base64");
    },
    () => {
      const copies = Math.floor(MOST_COPIED / ((JSON.stringify(value)?.length ?? 0) + 1));
      holder[key] = Array.from({ length: random.below(Math.min(300, copies)) }, () => structuredClone(value));
    },
  ];
  if (holder !== root || random.below(20) === 0) random.pick(steps)();
}

function collect(value: unknown): object[] {
  if (typeof value !== "object" || value === null) return [];
  return [value, ...Object.values(value).flatMap(collect)];
}
