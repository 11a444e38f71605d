/** What the training province keeps on disk: its keys and the files it has sealed. */
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { LICENSES } from "../../electron/training/cast/library.ts";
import { Journal } from "../../electron/training/http/journal.ts";
import { openKeystore } from "../../electron/training/pki/keystore.ts";
import { LicenseOffice } from "../../electron/training/seal/license-office.ts";

const NOW = Date.parse("2026-11-24T08:00:00+08:00");
const YEAR_MS = 365 * 86_400_000;
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "training-keys-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("the keystore", () => {
  test("is made once and read again byte for byte", () => {
    const made = openKeystore(folder, NOW);
    const kept = openKeystore(folder, NOW + 1000);
    expect(kept.generation).toBe(made.generation);
    expect(Buffer.from(kept.signers.market.seal)).toEqual(Buffer.from(made.signers.market.seal));
    expect(Buffer.from(kept.authorities.root.serial)).toEqual(Buffer.from(made.authorities.root.serial));
  });

  test("can be read by its owner only", () => {
    openKeystore(folder, NOW);
    expect(statSync(join(folder, "keystore.json")).mode & 0o777).toBe(0o600);
  });

  test("is made anew before its certificates run out", () => {
    const made = openKeystore(folder, NOW);
    expect(openKeystore(folder, NOW + 4 * YEAR_MS).generation).toBe(made.generation);
    expect(openKeystore(folder, NOW + 6 * YEAR_MS).generation).not.toBe(made.generation);
  });

  test("is made anew when it is of another format", () => {
    const made = openKeystore(folder, NOW);
    const path = join(folder, "keystore.json");
    writeFileSync(path, readFileSync(path, "utf8").replace("keystore/2", "keystore/0"));
    expect(openKeystore(folder, NOW).generation).not.toBe(made.generation);
  });

  test("is made anew when it is damaged, and the damaged one is put aside", () => {
    const made = openKeystore(folder, NOW);
    const path = join(folder, "keystore.json");
    const half = readFileSync(path, "utf8").slice(0, 500);
    writeFileSync(path, half);
    expect(openKeystore(folder, NOW).generation).not.toBe(made.generation);
    expect(readFileSync(`${path}.damaged`, "utf8")).toBe(half);
  });

  test("has different keys in different places", () => {
    const other = mkdtempSync(join(tmpdir(), "training-keys-"));
    expect(openKeystore(other, NOW).publisher.publicHex).not.toBe(openKeystore(folder, NOW).publisher.publicHex);
    rmSync(other, { recursive: true, force: true });
  });
});

describe("a journal", () => {
  test("goes on after a line that a crash cut off", () => {
    const path = join(folder, "j.jsonl");
    new Journal<number>(path).append([1, 2]);
    appendFileSync(path, '{"half');
    const journal = new Journal<number>(path);
    expect(journal.read()).toEqual([1, 2]);
    journal.append([3]);
    expect(new Journal<number>(path).read()).toEqual([1, 2, 3]);
  });
});

describe("the license office", () => {
  test("gives the same bytes again, also after a restart", () => {
    const license = LICENSES[0]!;
    const first = new LicenseOffice(folder, openKeystore(folder, NOW)).file(license);
    const second = new LicenseOffice(folder, openKeystore(folder, NOW)).file(license);
    expect(Buffer.compare(first, second)).toBe(0);
    expect(readdirSync(join(folder, "licenses"))).toHaveLength(1);
  });
});
