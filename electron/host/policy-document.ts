/**
 * A hall's own policy document: rows of the shipped one made stricter, never milder (decisions 0012 and 0018). What it leaves
 * out is as shipped, and then the version in force names both. Whatever is wrong with it is a fault that names the place.
 */
import { z } from "zod";
import { type FaultCode, fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { DEFAULT_POLICY, type Policy, type PolicyRow } from "../seal/policy.ts";
import { SUB_INDICATIONS } from "../seal/report.ts";
import { lineOfRow, lineOfSyntaxError } from "./policy-lines.ts";

/** For whoever keeps the document; nothing reads it. */
const note = z.string().max(500).optional();
const name = z.string().regex(/^[A-Za-z][A-Za-z_-]{0,63}$/);
const named = { code: name, variant: name.optional(), note };

const row = z.discriminatedUnion("severity", [
  z.strictObject({
    ...named,
    severity: z.literal("fail"),
    indication: z.enum(["INDETERMINATE", "TOTAL_FAILED", "NO_SIGNATURE"]),
    subIndication: z.enum(SUB_INDICATIONS),
    decision: z.enum(["accept", "refer", "reject"]),
  }),
  z.strictObject({ ...named, severity: z.literal("warn") }),
  z.strictObject({ ...named, severity: z.literal("info") }),
]);

const document = z.strictObject({
  version: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,39}$/),
  note,
  rows: z.array(row).min(1).max(1000),
});

type Row = z.infer<typeof row>;

interface Problem {
  readonly code: Extract<FaultCode, `policy.${string}`>;
  /** Index in `rows`; absent when no row is to blame. */
  readonly index?: number;
  readonly at: string;
  readonly problem: string;
}

/** @param floor what no row may be milder than: the shipped policy, unless a test says otherwise. */
export function parsePolicy(text: string, floor: Policy = DEFAULT_POLICY): Result<Policy> {
  let raw: unknown;
  try {
    raw = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return failed(fault("policy.unreadable", lineOfSyntaxError(error, text)));
  }
  const read = document.safeParse(raw);
  const problem = read.success ? firstProblem(read.data, floor) : schemaProblem(read.error.issues[0]);
  if (problem) {
    const { code, index, at, problem: what } = problem;
    const line = index === undefined ? undefined : lineOfRow(text, index);
    return failed(fault(code, { at, problem: what, ...(line === undefined ? {} : { line }) }));
  }
  // Safe: every code and variant was found among the floor's.
  return read.success ? ok(completed(read.data as Policy, floor)) : failed(fault("policy.unreadable"));
}

/**
 * With the rows that it leaves out, be it by choice or because a later version of the program brought them. Where it is stricter
 * about a code, that holds for circumstances of which it says nothing, unless the shipped row is stricter still.
 */
function completed(own: Policy, floor: Policy): Policy {
  const ownRows = new Map(own.rows.map((one) => [keyOf(one), one]));
  const shipped = new Map(floor.rows.map((one) => [keyOf(one), one]));
  const isStricter = (code: string, than: PolicyRow) => {
    const general = ownRows.get(code);
    const usual = shipped.get(code);
    return general && usual && strictness(general) > Math.max(strictness(usual), strictness(than));
  };
  const added = floor.rows.filter((least) => !ownRows.has(keyOf(least)) && !isStricter(least.code, least));
  if (added.length === 0) return own;
  return { version: `${own.version}+${floor.version}`, rows: [...own.rows, ...added] };
}

function schemaProblem(issue: z.core.$ZodIssue | undefined): Problem {
  const path = issue?.path ?? [];
  const index = path[0] === "rows" && typeof path[1] === "number" ? path[1] : undefined;
  const at = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`)).join("");
  const place = { at: at.replace(/^\./, "") || "the document", problem: issue?.message ?? "not a policy" };
  return { code: "policy.unreadable", ...place, ...(index === undefined ? {} : { index }) };
}

function firstProblem(own: z.infer<typeof document>, floor: Policy): Problem | undefined {
  const floorRows = new Map(floor.rows.map((one) => [keyOf(one), one]));
  const seen = new Set<string>();
  for (const [index, one] of own.rows.entries()) {
    const key = keyOf(one);
    const least = floorRows.get(key);
    const at = `rows[${index}] ${key}`;
    if (!least) return { code: "policy.rows", index, at, problem: "unknown code or variant" };
    if (seen.has(key)) return { code: "policy.rows", index, at, problem: "a second row" };
    seen.add(key);
    const problem = milderThan(one, least);
    if (problem) return { code: "policy.too-mild", index, at, problem };
  }
  return versionProblem(own, floor);
}

/** One version, one policy: another policy under the shipped name would make reports ambiguous. */
function versionProblem({ version, rows }: z.infer<typeof document>, floor: Policy): Problem | undefined {
  if (version !== floor.version) return undefined;
  const isSame =
    rows.length === floor.rows.length && rows.every((one, index) => canonical(one) === canonical(floor.rows[index]));
  const problem = "the shipped policy has this version, and other rows";
  return isSame ? undefined : { code: "policy.version-taken", at: "version", problem };
}

function keyOf({ code, variant }: { readonly code: string; readonly variant?: string | undefined }): string {
  return variant ? `${code}/${variant}` : code;
}

const DECISIONS = ["accept", "refer", "reject"] as const;

/** Information, then a remark, then what decides: accepted all the same, referred, rejected. */
function strictness(one: Row | PolicyRow): number {
  if (one.severity !== "fail") return one.severity === "warn" ? 1 : 0;
  return 2 + DECISIONS.indexOf(one.decision ?? "reject");
}

/**
 * The indication is the standard's word for what was found: a hall chooses what follows from it, not the word. A remark that a
 * hall makes decide is a constraint of its policy (ETSI EN 319 102-1 §5.2.8).
 */
function milderThan(one: Row, least: PolicyRow): string | undefined {
  if (strictness(one) < strictness(least)) return `milder than ${least.decision ?? least.severity}`;
  if (one.severity !== "fail") return undefined;
  const { indication = "INDETERMINATE", subIndication = "SIG_CONSTRAINTS_FAILURE" } = least;
  const isSame = one.indication === indication && one.subIndication === subIndication;
  return isSame ? undefined : `its indication is ${indication} / ${subIndication}`;
}

function canonical(one: Row | PolicyRow | undefined): string {
  const { note: _, ...rest } = (one ?? {}) as { note?: string };
  return JSON.stringify(Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1)));
}
