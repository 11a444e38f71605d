/** PDFs that a citizen presents: what the screen gets of a good one, a changed one and a forged one, and for how long. */
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { ReplyOf } from "../../electron/contract/contract.ts";
import { answerDocument } from "../../electron/host/documents.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";
import { replaced } from "../helpers/pdf-factory/attacks.ts";
import { appendRevision, contentBody, NUMBER } from "../helpers/pdf-factory/document.ts";
import { trainingPdf } from "../helpers/pdf-factory/training.ts";

let world: TestHost;

beforeAll(async () => {
  world = await openTestHost();
  await world.signIn();
});
beforeEach(async () => {
  const { client } = world;
  await client.call("case.cancel", { reason: "测试" });
  await world.until((view) => view.phase === "ready", "ready");
  const listed = await client.call("matter.list", {});
  const matter = listed.ok ? listed.value.matters.find(({ name }) => name.includes("货物运输")) : undefined;
  await client.call("matter.choose", { code: matter?.code ?? "" });
});
afterAll(() => world.close());

const ask = (method: string, path: string, body: Uint8Array = new Uint8Array()) =>
  answerDocument(world.host.parts, { method, path, body: async () => body });

async function present(file: Uint8Array): Promise<{ licenseId: string; opened: ReplyOf<"license.open"> }> {
  const answer = await ask("POST", "/present", file);
  expect(JSON.parse(new TextDecoder().decode(answer?.body))).toEqual({ ok: true });
  const view = await world.until((one) => one.case?.licenses.some(({ verdict }) => verdict) ?? false, "a verdict");
  const licenseId = view.case?.licenses[0]?.licenseId ?? "";
  const opened = await world.client.call("license.open", { licenseId });
  if (!opened.ok) throw new Error(JSON.stringify(opened.fault));
  return { licenseId, opened: opened.value };
}

const good = () => trainingPdf(join(world.dataDir, "training-province"), Date.now());

describe("a PDF that the citizen brings", () => {
  test("is accepted, is shown from the verified bytes, and is gone with its case", async () => {
    const { bytes } = good();
    const { licenseId, opened } = await present(bytes);
    expect(opened.report).toMatchObject({ format: "pdf", decision: "accept", isSample: true });
    expect(opened.drawing).toBeUndefined();
    expect(opened.pdf).toMatchObject({ pageCount: 2, isEarlierRevision: false });
    expect(opened.pdf?.seals).toMatchObject([{ pageIndex: 0, signatureId: opened.report.signatures[0]?.id }]);
    const path = `${opened.blobBase}${opened.pdf?.blobId}`;
    const blob = await ask("GET", path);
    expect(blob).toMatchObject({ status: 200, headers: { "content-type": "application/pdf" } });
    expect(blob?.headers["content-security-policy"]).toBe("default-src 'none'; sandbox");
    expect(Buffer.compare(blob?.body ?? new Uint8Array(), bytes)).toBe(0);
    const license = await world.client.call("counter.view", {});
    expect(license.ok && license.value.case?.licenses[0]).toMatchObject({ number: "9199**********0122" });
    await world.client.call("case.cancel", { reason: "测试" });
    await world.until((view) => view.phase === "ready", "ready");
    expect((await ask("GET", path))?.status).toBe(404);
    expect(blob?.body.every((byte) => byte === 0)).toBe(true);
    expect((await world.client.call("license.open", { licenseId })).ok).toBe(false);
  });

  test("and that was changed after sealing, is refused and shown as it was sealed", async () => {
    const sealed = good();
    const changed = appendRevision(sealed, new Map([[NUMBER.content, contentBody("x")]]));
    const { opened } = await present(changed.bytes);
    expect(opened.report.decision).toBe("reject");
    expect(opened.pdf).toMatchObject({ isEarlierRevision: true });
    const blob = await ask("GET", `${opened.blobBase}${opened.pdf?.blobId}`);
    expect(Buffer.compare(blob?.body ?? new Uint8Array(), sealed.bytes)).toBe(0);
  });

  test("and that was forged, is refused and not shown", async () => {
    const { opened } = await present(replaced(good().bytes, "72 500 Td", "72 501 Td"));
    expect(opened.report.decision).toBe("reject");
    expect(opened.pdf).toBeUndefined();
    expect((await ask("GET", `${opened.blobBase}document`))?.status).toBe(404);
  });
});
