import { existsSync, mkdtempSync } from "node:fs";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import vector from "../../electron/verification/self-test-vector.json" with { type: "json" };
import { jsonLines, liangzheng, root } from "../helpers/process/liangzheng.ts";

const samples = join(root, "..", "shared", "samples");
const sample = (name: string) => join(samples, name);

describe("the command line on bad words", () => {
  test("no file, an unknown option and an unknown command are usage errors with a sentence", async () => {
    for (const args of [
      ["verify"],
      ["verify", "--frobnicate", "x"],
      ["verify", "--at", "yesterday", "x"],
      ["explode"],
    ]) {
      const run = await liangzheng(args);
      expect(run.code, args.join(" ")).toBe(64);
      expect(run.stderr.length).toBeGreaterThan(10);
      expect(run.stderr).not.toContain("    at ");
    }
  });

  test("a file that is not there is named, and the others are judged all the same", async () => {
    const folder = await mkdtemp(join(tmpdir(), "cli-"));
    await writeFile(join(folder, "empty.ofd"), "");
    const run = await liangzheng(["verify", "--json", join(folder, "nowhere.ofd"), join(folder, "empty.ofd")]);
    expect(run.code).toBe(64);
    expect(run.stderr).toContain("nowhere.ofd");
    expect(jsonLines(run)).toMatchObject([
      { indication: "TOTAL_FAILED", subIndication: "FORMAT_FAILURE", decision: "reject" },
    ]);
    await rm(folder, { recursive: true });
  });
});

describe("a policy of the hall's own", () => {
  const folder = mkdtempSync(join(tmpdir(), "cli-policy-"));
  afterAll(() => rm(folder, { recursive: true }));
  const path = (name: string) => join(folder, name);

  test("is judged by, and named in the report; the shipped one is printed to start from", async () => {
    const shown = await liangzheng(["policy", "show"]);
    const shipped = JSON.parse(shown.lines.join("\n")) as {
      version: string;
      rows: { code: string; decision: string }[];
    };
    const rows = shipped.rows.map((row) =>
      row.code === "SIGNER_CHAIN_NOT_FOUND" ? { ...row, decision: "reject" } : row,
    );
    await writeFile(path("strict.json"), JSON.stringify({ version: "hall-7", rows }));
    await writeFile(path("sealed.ofd"), Buffer.from(vector.file, "base64"));
    expect((await liangzheng(["policy", "check", path("strict.json")])).code).toBe(0);
    const args = ["--json", "--at", vector.at, path("sealed.ofd")];
    const [byShipped] = jsonLines(await liangzheng(["verify", ...args]));
    const [byOwn] = jsonLines(await liangzheng(["verify", "--policy", path("strict.json"), ...args]));
    expect(byShipped).toMatchObject({ policyVersion: shipped.version, decision: "refer" });
    expect(byOwn).toMatchObject({ policyVersion: "hall-7", decision: "reject" });
  });

  test("that is milder or missing judges nothing: exit 64, with code, place and sentence", async () => {
    const rows = [{ code: "SEAL_FORMAT", severity: "info" }];
    await writeFile(path("mild.json"), JSON.stringify({ version: "hall-7", rows }));
    for (const [name, code] of [
      ["mild.json", "policy.too-mild"],
      ["nowhere.json", "policy.unreadable"],
    ] as const) {
      const run = await liangzheng(["verify", "--json", "--policy", path(name), path("sealed.ofd")]);
      expect(run).toMatchObject({ code: 64, lines: [] });
      expect(run.stderr).toContain(code);
      expect((await liangzheng(["policy", "check", path(name)])).code).toBe(1);
    }
  });
});

describe("trust data that cannot be used", () => {
  const folder = mkdtempSync(join(tmpdir(), "cli-trust-"));
  afterAll(() => rm(folder, { recursive: true }));
  const path = (name: string) => join(folder, name);

  test("judge nothing where they were named, with a sentence; beside others in a folder they are only told", async () => {
    await writeFile(path("sealed.ofd"), Buffer.from(vector.file, "base64"));
    await writeFile(path("notes.txt"), "not a certificate");
    for (const [trust, code] of [
      [path("notes.txt"), "trust.unreadable"],
      [path("nowhere.pem"), "file.unreadable"],
    ] as const) {
      const run = await liangzheng(["verify", "--json", "--trust", trust, path("sealed.ofd")]);
      expect(run).toMatchObject({ code: 64, lines: [] });
      expect(run.stderr).toContain(code);
    }
    const run = await liangzheng(["verify", "--json", "--trust", folder, path("sealed.ofd")]);
    expect(run).toMatchObject({ code: 2, lines: [expect.any(String)] });
    expect(run.stderr).toContain("notes.txt: trust.unreadable");
  });
});

test("a file beyond the limit has the same verdict alone and beside others", async () => {
  const folder = await mkdtemp(join(tmpdir(), "cli-huge-"));
  const [huge, other] = [join(folder, "huge.ofd"), join(folder, "other.ofd")];
  await writeFile(huge, "PK\u0003\u0004");
  await truncate(huge, 100 * 1024 * 1024 + 1);
  await writeFile(other, "");
  const alone = await liangzheng(["verify", "--json", huge]);
  const beside = await liangzheng(["verify", "--json", huge, other, huge]);
  expect([alone.code, beside.code]).toEqual([1, 1]);
  expect(alone.lines).toHaveLength(1);
  expect(beside.lines).toHaveLength(3);
  const verdicts = jsonLines(beside).filter(({ file }) => file === huge);
  expect([...jsonLines(alone), ...verdicts].map(({ codes }) => codes)).toEqual(Array(3).fill(["CONTAINER_LIMIT"]));
  await rm(folder, { recursive: true });
});

describe.skipIf(!existsSync(samples))("real files from ../shared/samples (skipped where the folder is absent)", () => {
  test("v4signed.ofd: intact with its seal, and no chain without trust", async () => {
    const run = await liangzheng(["verify", "--json", sample("v4signed.ofd")]);
    const [line] = jsonLines(run);
    expect(run.code).toBe(2);
    expect(line).toMatchObject({
      format: "ofd",
      indication: "INDETERMINATE",
      subIndication: "NO_CERTIFICATE_CHAIN_FOUND",
      decision: "refer",
    });
    const [signature] = (line?.["signatures"] ?? []) as {
      seal: { name: string };
      checks: { id: string; result: string }[];
    }[];
    expect(signature?.seal.name.length).toBeGreaterThan(0);
    const failed = signature?.checks.filter((check) => check.result === "failed").map((check) => check.id) ?? [];
    // The maker's certificate has lapsed since 2020: a note on dates, not on the content.
    expect(failed).toEqual(["maker-dates"]);
  });

  test("V4RideRight.ofd with ROOT-0.cer: the chain is found, and the certificates are out of date by now", async () => {
    const run = await liangzheng([
      "verify",
      "--json",
      "--trust",
      sample("ROOT-0.cer"),
      "--at",
      "2026-11-24",
      sample("V4RideRight.ofd"),
    ]);
    const [line] = jsonLines(run);
    expect(line).toMatchObject({ indication: "INDETERMINATE" });
    expect(line?.["codes"]).not.toContain("SIGNER_CHAIN_NOT_FOUND");
    expect(line).toMatchObject({ subIndication: "OUT_OF_BOUNDS_NO_POE", decision: "refer" });
    expect(line?.["codes"]).toEqual(expect.arrayContaining(["CERTIFICATE_OUT_OF_DATE_NOW", "REVOCATION_UNKNOWN"]));
  });

  test("an unsigned file says NO_SIGNATURE and exits 1", async () => {
    const run = await liangzheng(["verify", "--json", sample("unsigned-helloworld.ofd")]);
    expect(run.code).toBe(1);
    expect(jsonLines(run)).toMatchObject([{ indication: "NO_SIGNATURE", decision: "reject" }]);
  });

  test("several files: the worst decides the exit code", async () => {
    const run = await liangzheng(["verify", "--json", sample("v4signed.ofd"), sample("unsigned-helloworld.ofd")]);
    expect(jsonLines(run)).toHaveLength(2);
    expect(run.code).toBe(1);
  });
});
