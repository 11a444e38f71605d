import { describe, expect, test } from "vitest";
import { parsePolicy } from "../../../../electron/host/policy-document.ts";
import { DEFAULT_POLICY, type PolicyRow } from "../../../../electron/seal/policy.ts";

type Rows = readonly object[];

const text = (rows: Rows = DEFAULT_POLICY.rows, version = "hall-1") => JSON.stringify({ version, rows }, undefined, 1);

/** The shipped rows with those of one code changed. */
function changed(code: string, change: object, variant?: string): Rows {
  return DEFAULT_POLICY.rows.map((row) => (row.code === code && row.variant === variant ? { ...row, ...change } : row));
}

function faultOf(source: string) {
  const parsed = parsePolicy(source);
  if (parsed.ok) throw new Error("was taken");
  return parsed.fault;
}

describe("a policy document", () => {
  test("that ships passes its own schema, as it is", () => {
    const parsed = parsePolicy(JSON.stringify(DEFAULT_POLICY));
    expect(parsed).toEqual({ ok: true, value: DEFAULT_POLICY });
  });

  test("may be stricter, with notes, and with the mark that some editors put first", () => {
    const rows = changed("REVOCATION_STALE", { decision: "reject", note: "our lists come hourly" });
    const parsed = parsePolicy(`\uFEFF${text(rows)}`);
    expect(parsed).toMatchObject({ ok: true, value: { version: "hall-1" } });
  });

  test("may make a remark decide, as a constraint of the policy", () => {
    const verdict = { indication: "INDETERMINATE", subIndication: "SIG_CONSTRAINTS_FAILURE", decision: "refer" };
    expect(parsePolicy(text(changed("SEAL_EXPIRED_NOW", { severity: "warn" }))).ok).toBe(true);
    expect(parsePolicy(text(changed("SEAL_EXPIRED_NOW", { severity: "fail", ...verdict }))).ok).toBe(true);
    const other = { severity: "fail", ...verdict, indication: "NO_SIGNATURE" };
    expect(faultOf(text(changed("SEAL_EXPIRED_NOW", other))).code).toBe("policy.too-mild");
  });

  const STEPS = ["reject", "refer", "accept"] as const;
  const fails = (row: PolicyRow): row is PolicyRow & { decision: (typeof STEPS)[number] } => row.severity === "fail";
  const milder = DEFAULT_POLICY.rows
    .filter(fails)
    .flatMap((row) =>
      STEPS.slice(STEPS.indexOf(row.decision) + 1).map((decision) => [row.code, row.variant, decision] as const),
    );

  test.each(milder)("may not let %s (%s) go as %s", (code, variant, decision) => {
    const reason = faultOf(text(changed(code, { decision }, variant)));
    expect(reason.code).toBe("policy.too-mild");
    expect(reason.detail?.["at"]).toContain(code);
  });

  test.each(
    DEFAULT_POLICY.rows.filter((row) => row.severity !== "info").map((row) => [row.code, row.variant] as const),
  )("may not make %s (%s) a note", (code, variant) => {
    const rows = DEFAULT_POLICY.rows.map((row) =>
      row.code === code && row.variant === variant ? { code, ...(variant && { variant }), severity: "info" } : row,
    );
    expect(faultOf(text(rows)).code).toBe("policy.too-mild");
  });

  test("may not rename what was found", () => {
    expect(faultOf(text(changed("REFERENCE_MISMATCH", { indication: "INDETERMINATE" })))).toMatchObject({
      code: "policy.too-mild",
      detail: { problem: "its indication is TOTAL_FAILED / HASH_FAILURE" },
    });
  });

  test.each(DEFAULT_POLICY.rows.map((row, index) => [row.code, row.variant, index] as const))(
    "judges as shipped what it leaves out, and says so in its version: %s (%s)",
    (_code, _variant, index) => {
      const left = DEFAULT_POLICY.rows.filter((_, other) => other !== index);
      const read = parsePolicy(text(left, "hall-7"));
      if (!read.ok) throw new Error(read.fault.code);
      expect(read.value.version).toBe(`hall-7+${DEFAULT_POLICY.version}`);
      expect(new Set(read.value.rows)).toEqual(new Set(DEFAULT_POLICY.rows));
    },
  );

  test("may consist of the rows that it changes", () => {
    const refer = { code: "XML_NAMESPACE", severity: "fail", indication: "INDETERMINATE", decision: "refer" } as const;
    const read = parsePolicy(text([{ ...refer, subIndication: "SIG_CONSTRAINTS_FAILURE" }], "hall-7"));
    expect(read).toMatchObject({ ok: true, value: { version: `hall-7+${DEFAULT_POLICY.version}` } });
    expect(read.ok && read.value.rows).toHaveLength(DEFAULT_POLICY.rows.length);
  });

  test("a stricter row for a code counts for circumstances that an update brings", () => {
    const refer = { severity: "fail", indication: "INDETERMINATE", decision: "refer" } as const;
    const general = { ...refer, code: "SIGNED_DIGEST_ONLY", subIndication: "SIG_CONSTRAINTS_FAILURE" } as const;
    const read = parsePolicy(text([general], "hall-7"));
    const rows = read.ok ? read.value.rows.filter(({ code }) => code === general.code) : [];
    expect(rows).toEqual([general]);
  });

  test("a row that is as shipped says nothing about other circumstances", () => {
    const shipped = DEFAULT_POLICY.rows.filter(({ code }) => code === "CHANGED_AFTER_SIGNING");
    const read = parsePolicy(text([shipped[0]!], "hall-7"));
    const rows = read.ok ? read.value.rows.filter(({ code }) => code === "CHANGED_AFTER_SIGNING") : [];
    expect(rows).toEqual(shipped);
  });

  test("knows no code or variant but the shipped ones, and none twice; the line is named", () => {
    const first = DEFAULT_POLICY.rows[0]!;
    const line = text().split("\n").length - 1;
    const unknown = faultOf(text([...DEFAULT_POLICY.rows, { ...first, code: "MOON_PHASE" }]));
    expect(unknown).toMatchObject({ code: "policy.rows", detail: { line, problem: "unknown code or variant" } });
    expect(faultOf(text([...DEFAULT_POLICY.rows, { ...first, variant: "proven" }])).code).toBe("policy.rows");
    expect(faultOf(text([...DEFAULT_POLICY.rows, first]))).toMatchObject({ detail: { problem: "a second row" } });
  });

  test("may not call itself what the shipped one is called, unless it is the same", () => {
    const stricter = changed("REVOCATION_STALE", { decision: "reject" });
    expect(faultOf(text(stricter, DEFAULT_POLICY.version)).code).toBe("policy.version-taken");
    expect(parsePolicy(text(DEFAULT_POLICY.rows, DEFAULT_POLICY.version)).ok).toBe(true);
  });

  test.each([
    ["", undefined],
    ["{", undefined],
    ['{\n"version": "a",\n"rows": [}', 3],
    ["[]", undefined],
    ["null", undefined],
    ['{"version":"a","rows":[]}', undefined],
    ['{"version":"a b","rows":[{"code":"SEAL_FORMAT","severity":"info"}]}', undefined],
    [
      '{"version":"a",\n"rows":[\n{"code":"SEAL_FORMAT","severity":"info"},\n{"code":"SEAL_FORMAT","severity":"off"}]}',
      4,
    ],
    ['{"version":"a",\n"rows":[\n{"code":"SEAL_FORMAT","severity":"fail"}]}', 3],
    ['{"version":"a",\n"rows":[{"code":"SEAL_FORMAT","severity":"warn","decision":"accept"}]}', 2],
    ['{"version":"a","rows":[{"code":"SEAL_FORMAT","severity":"info"}],"default":"accept"}', undefined],
  ])("in bad form is unreadable, with the place: %j", (source, line) => {
    const reason = faultOf(source);
    expect(reason.code).toBe("policy.unreadable");
    expect(String(reason.detail?.["problem"]).length).toBeGreaterThan(3);
    if (line !== undefined) expect(reason.detail?.["line"]).toBe(line);
  });
});
