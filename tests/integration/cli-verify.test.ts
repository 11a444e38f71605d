import { existsSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
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
