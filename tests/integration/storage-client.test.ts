import { readdirSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Storage } from "../../electron/app/ports/storage.ts";
import { failed, type Result } from "../../electron/domain/result.ts";
import { fileKeyRing } from "../../electron/storage/file-key-ring.ts";
import type { KeyRing } from "../../electron/storage/keys.ts";
import { type StartOptions, startStorage } from "../../electron/storage/storage-client.ts";
import { storageFault } from "../../electron/storage/storage-fault.ts";
import { type Bench, closing, createBench, decision, draft, interrupted, START, value } from "./storage-sample.ts";

const workerUrl = new URL("../../electron/storage/worker.ts", import.meta.url);

let bench: Bench;
let storage: Storage | undefined;

beforeEach(() => {
  bench = createBench();
});

afterEach(async () => {
  await storage?.close();
  storage = undefined;
  bench.remove();
});

describe.each(["worker", "in-process"] as const)("the storage %s", (place) => {
  function start(keys?: KeyRing): Promise<Result<Storage>> {
    const shared = { file: bench.file, terminalId: "T-01", ...(keys ? { keys } : {}) };
    const options: StartOptions = place === "worker" ? { ...shared, workerUrl } : { ...shared, inProcess: true };
    return startStorage(options);
  }

  async function open(keys?: KeyRing): Promise<Storage> {
    storage = value(await start(keys));
    return storage;
  }

  test("answers as the port says", async () => {
    const port = await open();
    const { auditSeq } = value(await port.commit(decision("c1")));
    expect([auditSeq, value(await port.interruptedCase())]).toEqual([1, interrupted("c1")]);
  });

  test("gives bytes back whole, and leaves the caller its own", async () => {
    const port = await open();
    const bytes = Uint8Array.from({ length: 100_000 }, (_, at) => at);
    await port.commit({ ...decision("c1"), bodies: [{ licenseId: "L1", bytes }] });
    const back = value(await port.licenseBody("c1", "L1"));
    expect([bytes.length, back]).toEqual([100_000, bytes]);
  });

  test("gives small secrets back", async () => {
    const port = await open();
    await port.putSecret("k", Uint8Array.of(1, 2, 3));
    expect(value(await port.secret("k"))).toEqual(Uint8Array.of(1, 2, 3));
  });

  test("says a fault of opening and stays closed", async () => {
    const port = await open();
    await port.close();
    const result = await start({ level: "os-keystore", wrap: (b) => b, unwrap: () => failed(storageFault("busy")) });
    expect(result).toMatchObject({ ok: false, fault: { code: "storage.busy" } });
  });

  test("uses the key ring it is given, and makes no key file", async () => {
    const ring = fileKeyRing(`${bench.folder}/elsewhere`);
    await (await open(ring)).commit(decision("c1"));
    await storage?.close();
    const again = await open(ring);
    expect(value(await again.interruptedCase())?.file.id).toBe("c1");
    expect(readdirSync(bench.folder)).not.toContain("terminal.db.key");
  });

  test("a bug rejects, with its own words, and the storage goes on", async () => {
    const port = await open();
    await port.commit(decision("c1"));
    await expect(port.commit(decision("c2"))).rejects.toThrow("while case c1 of the same clerk is open");
    expect((await port.commit(closing("c1"))).ok).toBe(true);
  });

  test("calls are carried out in their order", async () => {
    const port = await open();
    const steps = Array.from({ length: 20 }, (_, at) =>
      port.commit({ audit: [draft("case.opened", { caseId: `${at}` })] }),
    );
    expect((await Promise.all(steps)).map((step) => value(step).auditSeq)).toEqual(steps.map((_, at) => at + 1));
  });

  test("closing answers everything that was asked before", async () => {
    const port = await open();
    const asked = [port.commit(decision("c1")), port.verifyAudit(), port.commit(closing("c1")), port.purge(START)];
    await port.close();
    expect((await Promise.all(asked)).every((answer) => answer.ok)).toBe(true);
  });

  test("closing twice is once, and a call afterwards rejects", async () => {
    const port = await open();
    await Promise.all([port.close(), port.close()]);
    await expect(port.auditHead()).rejects.toThrow("after closing");
  });

  test("a decision does not wait for a check of the chain", async () => {
    const port = await open();
    await port.commit({ audit: Array.from({ length: 12_000 }, () => draft("license.viewed")) });
    const order: string[] = [];
    const check = port.verifyAudit().then((result) => {
      order.push("checked");
      return result;
    });
    await port.commit(decision("c1")).then(() => order.push("decided"));
    expect([value(await check).ok, order]).toEqual([true, ["decided", "checked"]]);
  });
});

test("the thread that died rejects what was asked, and everything after", async () => {
  const broken = new URL("data:text/javascript,throw new Error('no such module')");
  await expect(startStorage({ file: bench.file, terminalId: "T", workerUrl: broken })).rejects.toThrow(
    "no such module",
  );
});
