/** The asking for a passphrase, without a window: set-up, unlocking, tries and pauses, and that nothing typed stays behind. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { PassphraseView } from "../../../../electron/contract/passphrase.ts";
import { passphraseBytes } from "../../../../electron/domain/passphrase-bytes.ts";
import { createPassphraseDesk } from "../../../../electron/host/passphrase-desk.ts";
import { keyFileKind, sealKeyFile } from "../../../../electron/storage/key-file.ts";

const PASSPHRASE = "细雨湿衣看不见-闲花落地";
const QUICK = { log2n: 10, r: 8, p: 1 };

let folder: string;
let keyFile: string;
let nowMs: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "desk-"));
  keyFile = join(folder, "data", "terminal.sqlite.key");
  nowMs = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const deskFor = (question: PassphraseView["question"]) => createPassphraseDesk({ keyFile, question, now: () => nowMs });
const answer = (typed: string, again?: string) => ({
  kind: "answer",
  passphrase: passphraseBytes(typed),
  ...(again === undefined ? {} : { again: passphraseBytes(again) }),
});
const reasonOf = (view: PassphraseView) => view.fault?.detail?.["reason"];

describe("set-up", () => {
  test("a short one, two that differ and one without a second make nothing; a good one seals a new key", async () => {
    const desk = deskFor("set-up");
    expect(reasonOf(await desk.answer(answer("eleven-char", "eleven-char")))).toBe("short");
    expect(reasonOf(await desk.answer(answer(PASSPHRASE, `${PASSPHRASE}。`)))).toBe("different");
    expect(reasonOf(await desk.answer(answer(PASSPHRASE)))).toBe("different");
    expect([readdirSync(folder), (await desk.answer({ kind: "view" })).left]).toEqual([[], 5]);
    const view = await desk.answer(answer(PASSPHRASE, PASSPHRASE));
    expect([view.state, view.fault, keyFileKind(keyFile)]).toEqual(["opened", undefined, "sealed"]);
    expect(await desk.outcome).toMatchObject({ ok: true, value: { level: "passphrase" } });
  }, 20_000);
});

describe("unlocking", () => {
  const sealed = () => {
    keyFile = join(folder, "terminal.sqlite.key");
    sealKeyFile(keyFile, PASSPHRASE, undefined, QUICK);
    return deskFor("unlock");
  };

  test("the ring opens what it wrapped, until its key is forgotten; what was typed is overwritten", async () => {
    const desk = sealed();
    const message = answer(PASSPHRASE);
    expect((await desk.answer(message)).state).toBe("opened");
    expect(message.passphrase.every((byte) => byte === 0)).toBe(true);
    const opened = await desk.outcome;
    if (!opened.ok) throw new Error(opened.fault.code);
    const blob = opened.value.wrap(Uint8Array.of(1, 2, 3));
    expect(opened.value.unwrap(blob)).toMatchObject({ ok: true });
    opened.value.forget();
    expect(opened.value.unwrap(blob)).toMatchObject({ ok: false });
  });

  test("each wrong one makes the pause twice as long, nothing is heard in it, and the fifth ends the asking", async () => {
    const desk = sealed();
    const waits: (readonly [number, number])[] = [];
    for (let tries = 0; tries < 4; tries += 1) {
      const { left, waitMs } = await desk.answer(answer("not the passphrase"));
      waits.push([left, waitMs]);
      nowMs += waitMs - 1;
      const early = answer(PASSPHRASE);
      expect(await desk.answer(early)).toMatchObject({ state: "asking", left, waitMs: 1 });
      expect(early.passphrase.every((byte) => byte === 0)).toBe(true);
      nowMs += 1;
    }
    expect(waits).toEqual([
      [4, 1_000],
      [3, 2_000],
      [2, 4_000],
      [1, 8_000],
    ]);
    expect(await desk.answer(answer("not the passphrase"))).toMatchObject({ state: "over", left: 0 });
    expect(await desk.outcome).toMatchObject({ ok: false, fault: { code: "storage.passphrase" } });
    expect((await desk.answer(answer(PASSPHRASE))).state).toBe("over");
  });

  test("two answers at once are one try", async () => {
    const desk = sealed();
    await Promise.all([desk.answer(answer("not the passphrase")), desk.answer(answer("not the passphrase"))]);
    expect((await desk.answer({ kind: "view" })).left).toBe(4);
  });

  test("giving up is an answer, a damaged file another, and neither counts as wrong", async () => {
    const given = sealed();
    await given.answer({ kind: "cancel" });
    expect(await given.outcome).toMatchObject({ fault: { code: "storage.passphrase", detail: { reason: "needed" } } });
    const damaged = sealed();
    writeFileSync(keyFile, "liangzheng-key/2 scrypt");
    expect((await damaged.answer(answer(PASSPHRASE))).state).toBe("over");
    expect(await damaged.outcome).toMatchObject({ fault: { code: "storage.key", detail: { reason: "damaged" } } });
  });

  test("what is no message of the contract throws", async () => {
    const desk = sealed();
    for (const message of [undefined, { kind: "answer", passphrase: "text" }, { kind: "view", more: 1 }])
      await expect(desk.answer(message)).rejects.toThrow();
    await expect(desk.answer({ kind: "answer", passphrase: new Uint8Array(2_000) })).rejects.toThrow();
  });
});
