/** The administrator's commands over the contract, on a whole terminal: who may, what is audited first, what verification then uses. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { toHex } from "../../electron/seal/hex.ts";
import { sm3 } from "../../electron/seal/sm3.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";
import { codeOf, told } from "../helpers/host/told.ts";
import { makeCertificate, newKey } from "../helpers/trust-bundle.ts";

const root = makeCertificate(newKey(), "本市根");
const fingerprint = toHex(sm3(root));
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

let terminal: TestHost;
beforeAll(async () => {
  terminal = await openTestHost();
});
afterAll(() => terminal.close());

const overview = async () => told(await terminal.client.call("trust.overview", {}));
const signInAs = async (account: string) => {
  await terminal.client.call("session.sign-out", {});
  await terminal.signIn(account);
};
const audit = async () => {
  const entries = told(await terminal.host.parts.storage.auditEntries(0, 500));
  return entries
    .filter(({ action }) => action.startsWith("trust."))
    .map(({ action, clerk, detail }) => ({ action, clerk, ...detail }));
};
const upload = async (bytes: Uint8Array, cut = bytes.length) => {
  const first = { fileName: "root.cer", offset: 0, piece: base64(bytes.subarray(0, cut)) };
  const { uploadId } = told(await terminal.client.call("trust.upload", first));
  const rest = { uploadId, fileName: "root.cer", offset: cut, piece: base64(bytes.subarray(cut)) };
  if (cut < bytes.length) told(await terminal.client.call("trust.upload", rest));
  return uploadId;
};

describe("trust commands", () => {
  test.each(["clerk01", "audit01"])("are closed to %s", async (account) => {
    await signInAs(account);
    const { client } = terminal;
    const answers = [
      await client.call("trust.overview", {}),
      await client.call("trust.upload", { fileName: "x", offset: 0, piece: "AAAA" }),
      await client.call("trust.import", { uploadId: "x", confirmed: [] }),
      await client.call("trust.roll-back", {}),
    ];
    expect(answers.map(codeOf)).toEqual(Array(4).fill("session.role"));
  });

  test("take a root in pieces, show it, and take it only with its fingerprint confirmed", async () => {
    await signInAs("admin01");
    const { client } = terminal;
    const uploadId = await upload(root, 100);
    const preview = told(await client.call("trust.preview", { uploadId }));
    expect(preview).toMatchObject({
      kind: "files",
      toConfirm: [fingerprint],
      fileName: "root.cer",
      sizeBytes: root.length,
    });
    expect(codeOf(await client.call("trust.import", { uploadId, confirmed: [] }))).toBe("trust.not-confirmed");
    const generation = terminal.host.parts.status.view().trust.issue;
    expect(codeOf(await client.call("trust.import", { uploadId, confirmed: [fingerprint] }))).toBe("ok");
    const { certificates, bundle } = await overview();
    expect(certificates.find((one) => one.fingerprint === fingerprint)?.origin).toMatchObject({
      kind: "imported",
      by: "admin01",
      fileName: "root.cer",
    });
    expect(bundle?.issue).toBe(generation);
    expect(codeOf(await client.call("trust.preview", { uploadId }))).toBe("trust.no-upload");
    expect((await audit()).slice(-2)).toMatchObject([
      { action: "trust.refused", clerk: "admin01", fault: "trust.not-confirmed" },
      { action: "trust.imported", clerk: "admin01", fileSm3: fingerprint, rootsConfirmed: 1, certificatesAdded: 1 },
    ]);
  });

  test("refuse a piece that does not follow, one that is no base64, and a stranger's id", async () => {
    const { client } = terminal;
    const uploadId = await upload(root, 50);
    const piece = { uploadId, fileName: "root.cer", offset: 10, piece: "AAAA" };
    const answers = [
      await client.call("trust.upload", piece),
      await client.call("trust.upload", { ...piece, offset: root.length, piece: "A" }),
      await client.call("trust.preview", { uploadId: "other" }),
    ];
    expect(answers.map(codeOf)).toEqual(["trust.no-upload", "call.invalid", "trust.no-upload"]);
  });

  test("take what was looked at: nothing is added to a file that was shown", async () => {
    const { client } = terminal;
    const uploadId = await upload(root.subarray(0, 100));
    await client.call("trust.preview", { uploadId });
    const more = { uploadId, fileName: "root.cer", offset: 100, piece: base64(root.subarray(100)) };
    expect(codeOf(await client.call("trust.upload", more))).toBe("trust.no-upload");
  });

  test("remove what was imported", async () => {
    const { client } = terminal;
    expect(codeOf(await client.call("trust.remove", { fingerprint }))).toBe("ok");
    expect(codeOf(await client.call("trust.remove", { fingerprint }))).toBe("trust.not-imported");
    expect((await audit()).slice(-3).map(({ action }) => action)).toEqual([
      "trust.removed",
      "trust.removed",
      "trust.refused",
    ]);
  });

  test("go back one generation until the next refresh, and the record comes before the deed", async () => {
    const { client, training } = terminal;
    const first = (await overview()).bundle?.issue ?? 0;
    expect((await overview()).canRollBack).toBe(false);
    await fetch(`${training.baseUrl}/training/trust-key`, { method: "POST", body: '{"action":"announce"}' });
    told(await client.call("trust.refresh", {}));
    expect(await overview()).toMatchObject({ bundle: { issue: first + 1 }, publishers: [{ state: "retiring" }, {}] });
    expect(told(await client.call("trust.roll-back", {}))).toEqual({ issue: first });
    expect(await overview()).toMatchObject({ isRolledBack: true, highestIssue: first + 1, bundle: { issue: first } });
    expect((await audit()).at(-1)).toMatchObject({ action: "trust.rolled-back", clerk: "admin01", from: first + 1 });
    expect(codeOf(await client.call("trust.roll-back", {}))).toBe("trust.nothing-older");
    told(await client.call("trust.refresh", {}));
    expect(await overview()).toMatchObject({ isRolledBack: false, bundle: { issue: first + 1 } });
  });

  test("do nothing that cannot be recorded first", async () => {
    const { client, host } = terminal;
    const uploadId = await upload(root);
    const commit = host.parts.storage.commit;
    const storage = host.parts.storage as { commit: typeof commit };
    storage.commit = async () => ({ ok: false, fault: { code: "storage.full", retry: "never" } });
    const answer = await client.call("trust.import", { uploadId, confirmed: [fingerprint] });
    storage.commit = commit;
    expect(codeOf(answer)).toBe("storage.full");
    expect((await overview()).certificates.some((one) => one.fingerprint === fingerprint)).toBe(false);
  });
});
