/** `trust status | list | import` as processes of their own, beside a terminal that runs on the same folder. */
import { mkdtempSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../electron/seal/hex.ts";
import { sm3 } from "../../electron/seal/sm3.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";
import { jsonLines, liangzheng } from "../helpers/process/liangzheng.ts";
import { makeCertificate, makeList, newKey } from "../helpers/trust-bundle.ts";

const key = newKey();
const root = makeCertificate(key, "本市根");
const fingerprint = toHex(sm3(root));

let dataDir: string;
let terminal: TestHost;
const put = async (name: string, bytes: Uint8Array | string) => {
  await writeFile(join(dataDir, name), bytes);
  return join(dataDir, name);
};
const trust = (...args: readonly string[]) => liangzheng(["trust", ...args, "--data", dataDir]);

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "cli-trust-"));
  terminal = await openTestHost({ dataDir, change: (options) => ({ ...options, dataDir }) });
});
afterAll(() => terminal.close());

describe("trust", () => {
  test("status says issue, age and what runs out", async () => {
    const run = await trust("status", "--json");
    const [line] = jsonLines(run);
    expect(run.code).toBe(0);
    expect(line).toMatchObject({
      band: "fresh",
      bundle: { issue: terminal.host.parts.status.view().trust.issue },
      anchors: 1,
      intermediates: 2,
      imported: 0,
      publishers: [{ origin: "pinned", state: "in-force" }],
    });
    expect(Date.parse(String(line?.["listsAsOf"]))).toBeGreaterThan(Date.now() - 60_000);
    expect((await trust("status")).lines.join("\n")).toContain("吊销信息截至");
  });

  test("list names every certificate and list with where it came from", async () => {
    const lines = jsonLines(await trust("list", "--json"));
    expect(lines.map(({ kind }) => kind)).toEqual(["anchor", "intermediate", "intermediate", "list", "list", "list"]);
    expect(lines.every(({ origin }) => (origin as { kind: string }).kind === "province")).toBe(true);
    expect((await trust("list")).lines[0]).toMatch(/^根证书\t[0-9a-f]{64}\t.*样例根\t\d{4}-\d\d-\d\d\t省信任数据$/);
  });

  test("import takes a root once its fingerprint is given, and the running terminal sees it", async () => {
    const file = await put("root.cer", root);
    const asked = await trust("import", "--json", file);
    expect([asked.code, jsonLines(asked)[0]]).toMatchObject([2, { isImported: false, toConfirm: [fingerprint] }]);
    const spelt = fingerprint.toUpperCase().replaceAll(/(..)(?=.)/g, "$1:");
    expect((await trust("import", file, "--confirm", spelt)).code).toBe(0);
    const overview = await terminal.host.parts.trust.overview(Date.now());
    expect(overview.certificates.find((one) => one.fingerprint === fingerprint)?.origin).toMatchObject({
      kind: "imported",
      by: expect.stringMatching(/^cli:/),
    });
    const audit = await terminal.host.parts.storage.auditEntries(0, 500);
    const actions = audit.ok
      ? audit.value.filter(({ clerk }) => clerk.startsWith("cli:")).map((one) => one.action)
      : [];
    expect(actions).toEqual(["trust.refused", "trust.imported"]);
    const checked = await liangzheng(["audit", "verify", "--json", "--data", dataDir]);
    expect(jsonLines(checked)[0]).toMatchObject({ ok: true });
  });

  test("import goes through all files: good, refused and unreadable ones", async () => {
    const now = Date.now();
    const good = await put("good.crl", makeList(key, "本市根", now - 60_000, 2));
    const bad = await put("bad.crl", makeList(newKey(), "本市根", now));
    const page = await put("page.html", "<html></html>");
    const run = await trust("import", "--json", good, bad, page, join(dataDir, "nowhere"));
    expect(run.code).toBe(1);
    expect(jsonLines(run)).toMatchObject([
      { isImported: true, newlyRevoked: 2 },
      { isImported: false, fault: { code: "trust.list-unsigned" } },
      { isImported: false, fault: { code: "trust.unreadable" } },
      { isImported: false, unread: "ENOENT" },
    ]);
  });

  test("says what is missing: a folder without a terminal, no folder, no file", async () => {
    const empty = await mkdtemp(join(tmpdir(), "cli-trust-empty-"));
    const answers = [
      await liangzheng(["trust", "status", "--data", empty]),
      await liangzheng(["trust", "status"]),
      await trust("import"),
    ];
    expect(answers.map(({ code }) => code)).toEqual([69, 64, 64]);
    expect(answers.every(({ stderr }) => stderr.length > 10 && !stderr.includes("    at "))).toBe(true);
    await rm(empty, { recursive: true });
  });
});
