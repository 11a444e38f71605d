/** The key ladder: keystore, passphrase, refusal; what happens when a rung breaks away; and the commands that change it. */
import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { failed, ok } from "../../electron/domain/result.ts";
import { chooseKeyRing } from "../../electron/host/choose-key-ring.ts";
import { fileKeyRing } from "../../electron/storage/file-key-ring.ts";
import { keyFileKind, openKeyFile, sealKeyFile } from "../../electron/storage/key-file.ts";
import type { KeyRing } from "../../electron/storage/keys.ts";
import { openStorage } from "../../electron/storage/open-storage.ts";
import { storageFault } from "../../electron/storage/storage-fault.ts";
import { root } from "../helpers/process/liangzheng.ts";
import { type Bench, createBench, decision, interrupted, optionsFor, value } from "./storage-sample.ts";

const FIRST = "七月的雨落在青石板上";
const PASSPHRASE = `${FIRST}-2026`;
const NEXT = `${FIRST}-2027`;

/** The cost that counts is the one of the command below. */
const QUICK = { log2n: 10, r: 8, p: 1 };

let bench: Bench;
beforeEach(() => {
  bench = createBench();
});
afterEach(() => bench.remove());

const openWith = (keys: KeyRing) => openStorage({ ...optionsFor(bench.file), keys });

function faultOf(keys: KeyRing) {
  const opened = openWith(keys);
  if (opened.ok) opened.value.close();
  return opened.ok ? undefined : opened.fault;
}

describe("a key file with a passphrase", () => {
  beforeEach(() => {
    const storage = bench.open();
    storage.commit(decision("c1"));
    storage.close();
    expect(sealKeyFile(bench.keyFile, PASSPHRASE, undefined, QUICK)).toEqual(ok(undefined));
  });

  test("what was sealed before opens with it, and with nothing else", () => {
    const storage = value(openWith(fileKeyRing(bench.keyFile, PASSPHRASE)));
    expect(value(storage.interruptedCase())).toEqual(interrupted("c1"));
    storage.close();
    expect(faultOf(fileKeyRing(bench.keyFile))).toMatchObject({
      code: "storage.passphrase",
      detail: { reason: "needed" },
    });
    expect(faultOf(fileKeyRing(bench.keyFile, `${PASSPHRASE} `))).toMatchObject({
      code: "storage.passphrase",
      detail: { reason: "wrong" },
    });
  });

  test("says its cost, and holds the key nowhere in the open", () => {
    const text = readFileSync(bench.keyFile, "latin1");
    expect(text).toMatch(/^liangzheng-key\/2 scrypt 10 8 1 [\w+/=]{24} [\w+/=]{124}\n$/);
    const keys = Buffer.from(value<Uint8Array>(openKeyFile(bench.keyFile, PASSPHRASE) ?? failed(storageFault("key"))));
    const files = readdirSync(bench.folder).map((name) => readFileSync(join(bench.folder, name)));
    const each = [keys.subarray(0, 32), keys.subarray(32)];
    const forms = each.flatMap((key) => [key, Buffer.from(key.toString("base64"))]);
    expect(files.some((bytes) => forms.some((form) => bytes.includes(form)))).toBe(false);
  });

  test("a new passphrase: the old one is over, the data are as they were", () => {
    expect(sealKeyFile(bench.keyFile, NEXT, PASSPHRASE, QUICK)).toEqual(ok(undefined));
    expect(faultOf(fileKeyRing(bench.keyFile, PASSPHRASE))?.code).toBe("storage.passphrase");
    const storage = value(openWith(fileKeyRing(bench.keyFile, NEXT)));
    expect(value(storage.interruptedCase())).toEqual(interrupted("c1"));
    storage.close();
  });

  test("a change with the wrong passphrase, or to a short one, changes nothing", () => {
    const before = readFileSync(bench.keyFile);
    expect(sealKeyFile(bench.keyFile, NEXT, "wrong passphrase")).toMatchObject({
      ok: false,
      fault: { detail: { reason: "wrong" } },
    });
    expect(sealKeyFile(bench.keyFile, "eleven-char", PASSPHRASE)).toMatchObject({
      ok: false,
      fault: { code: "storage.passphrase", detail: { reason: "short", min: 12 } },
    });
    expect(readFileSync(bench.keyFile).equals(before)).toBe(true);
  });

  test("what a change cut short left behind is no obstacle: the old passphrase is in force", () => {
    writeFileSync(`${bench.keyFile}.new`, "liangzheng-key/2 scrypt 17");
    expect(faultOf(fileKeyRing(bench.keyFile, PASSPHRASE))).toBeUndefined();
    expect(sealKeyFile(bench.keyFile, NEXT, PASSPHRASE, QUICK)).toEqual(ok(undefined));
  });

  test.each([
    ["a cost that would hold the start up", "scrypt 30 8 1"],
    ["a cost beyond the memory we give it", "scrypt 20 8 1"],
    ["a cost that scrypt does not know", "scrypt 17 1 1"],
    ["another method", "argon2 17 8 1"],
  ])("%s is a damaged file", (_, head) => {
    const text = readFileSync(bench.keyFile, "latin1");
    writeFileSync(bench.keyFile, text.replace("scrypt 10 8 1", head));
    expect(faultOf(fileKeyRing(bench.keyFile, PASSPHRASE))).toMatchObject({
      code: "storage.key",
      detail: { reason: "damaged" },
    });
  });

  test("a changed cost or salt does not open: the head is authenticated", () => {
    const text = readFileSync(bench.keyFile, "latin1");
    writeFileSync(bench.keyFile, text.replace("scrypt 10", "scrypt 9"));
    expect(faultOf(fileKeyRing(bench.keyFile, PASSPHRASE))).toMatchObject({ detail: { reason: "wrong" } });
  });
});

describe("the ladder", () => {
  const keystore: KeyRing = { level: "os-keystore", wrap: (bytes) => bytes, unwrap: (bytes) => ok(bytes) };
  const choose = (mode: "live" | "training", offered?: KeyRing) => chooseKeyRing({ file: bench.file, mode, offered });
  const level = (mode: "live" | "training", offered?: KeyRing) => {
    const chosen = choose(mode, offered);
    return chosen.ok ? chosen.value.level : chosen.fault.code;
  };

  test("the keystore first, a passphrase next, else a new live terminal is refused; training may stand lower", () => {
    expect([level("live", keystore), level("live"), level("training")]).toEqual([
      "os-keystore",
      "storage.unprotected",
      "file",
    ]);
    sealKeyFile(bench.keyFile, PASSPHRASE, undefined, QUICK);
    expect(level("live", fileKeyRing(bench.keyFile, PASSPHRASE))).toBe("passphrase");
  });

  test("nothing is made by a refusal", () => {
    choose("live");
    expect([keyFileKind(bench.keyFile), readdirSync(bench.folder)]).toEqual([undefined, []]);
  });

  test("data that a key file seals stay with it when a keystore turns up later", () => {
    bench.open().close();
    expect(level("live", keystore)).toBe("file");
  });

  test("a keystore that is gone or only pretends is a fault that names it, never a new key beside", () => {
    value(openWith(keystore)).close();
    const left = choose("live");
    if (!left.ok) throw new Error(left.fault.code);
    expect(faultOf(left.value)).toMatchObject({
      code: "storage.key",
      detail: { reason: "missing", sealedWith: "os-keystore", opened: "file" },
    });
    expect(keyFileKind(bench.keyFile)).toBeUndefined();
  });
});

describe("at the command line", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "keys-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Answers as a person at a terminal would, line by line. */
  function run(args: readonly string[], answers: readonly string[]) {
    const child = spawn(process.execPath, [join(root, "dist/host/cli.mjs"), ...args, "--data", folder], {
      stdio: "pipe",
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
    child.stdin.end(answers.map((answer) => `${answer}\n`).join(""));
    return new Promise<{ code: number | null; said: string }>((done) =>
      child.on("close", (code) => done({ code, said })),
    );
  }

  const recordsWith = (keys: KeyRing) =>
    value(openStorage({ ...optionsFor(join(folder, "terminal.sqlite")), keys, terminalId: "LX07" }));

  test("a passphrase is set, shown as the rung in use, asked for again after a wrong one, changed, and all is in the audit", async () => {
    const keyFile = join(folder, "terminal.sqlite.key");
    recordsWith(fileKeyRing(keyFile)).close();
    expect((await run(["keys", "protect"], ["short", "short"])).code).toBe(1);
    expect((await run(["keys", "protect"], [PASSPHRASE, PASSPHRASE])).code).toBe(0);
    expect(JSON.parse((await run(["keys", "status", "--json"], [])).said)).toEqual({ level: "passphrase" });
    expect(readFileSync(keyFile, "latin1")).toMatch(/^liangzheng-key\/2 scrypt 17 8 1 /);
    const changed = await run(["keys", "protect"], ["not the passphrase", PASSPHRASE, NEXT, NEXT]);
    expect(changed.code).toBe(0);
    expect(changed.said).toContain("storage.passphrase");
    expect(changed.said).not.toContain(PASSPHRASE);
    const storage = recordsWith(fileKeyRing(keyFile, NEXT));
    const rows = value(storage.auditEntries(0, 10));
    storage.close();
    const told = rows.map(({ action, clerk, detail }) => [action, clerk, detail]);
    expect(told).toEqual([
      ["keys.protected", "system", { former: "file" }],
      ["keys.renewed", "system", { level: "passphrase" }],
      ["keys.protected", "system", { former: "passphrase" }],
      ["keys.renewed", "system", { level: "passphrase" }],
    ]);
    expect(JSON.stringify(rows)).not.toContain(FIRST);
  }, 60_000);

  test("records that this key does not open: nothing is changed, and no key is made beside", async () => {
    const keystore: KeyRing = { level: "os-keystore", wrap: (bytes) => bytes, unwrap: (bytes) => ok(bytes) };
    recordsWith(keystore).close();
    const answer = await run(["keys", "protect"], [PASSPHRASE, PASSPHRASE]);
    expect([answer.code, answer.said.includes("storage.key")]).toEqual([69, true]);
    expect(keyFileKind(join(folder, "terminal.sqlite.key"))).toBeUndefined();
  }, 30_000);

  test("two that differ change nothing", async () => {
    expect((await run(["keys", "protect"], [PASSPHRASE, NEXT])).code).toBe(1);
    expect(keyFileKind(join(folder, "terminal.sqlite.key"))).toBeUndefined();
  }, 30_000);
});
