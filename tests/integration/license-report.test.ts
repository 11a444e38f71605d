/** What the counter gives a printed report: the file at hand, the place, the trust data; nothing of the citizen; and it is audited. */
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";

let world: TestHost;
let licenseId: string;

beforeAll(async () => {
  world = await openTestHost();
  await world.signIn();
  const [line] = (await world.training.fullCast()).filter(
    (one) => one.expect.exempted > 1 && one.code.startsWith("SFM"),
  );
  if (!line) throw new Error("the cast has nobody with licenses");
  await world.client.call("matter.choose", { code: line.matter });
  await world.client.call("scan.submit", { text: line.code, way: "paste" });
  const view = await world.until((one) => one.phase === "deciding", "deciding", 15_000);
  licenseId = view.case?.licenses.find((one) => one.verdict)?.licenseId ?? "";
});
afterAll(() => world.close());

test("digest, place and trust data are those of the verification; names are masked", async () => {
  const { parts } = world.host;
  const reply = await world.client.call("license.report", { licenseId });
  if (!reply.ok) throw new Error(JSON.stringify(reply.fault));
  const file = parts.examinations.file(licenseId) ?? new Uint8Array();
  expect(reply.value).toMatchObject({
    sha256: createHash("sha256").update(file).digest("hex"),
    mode: "training",
    trustAge: "fresh",
    arrival: "library",
    place: { terminalId: "LX07", clerkName: "练****员" },
    version: "test",
  });
  expect(reply.value.trustIssuedAt).toBeTypeOf("number");
  expect(reply.value.documentName.length).toBeGreaterThan(1);
  expect(JSON.stringify(reply.value)).not.toMatch(/\d{15}/);
});

test("its printing is audited with file and decision, before anything is printed", async () => {
  const { storage } = world.host.parts;
  const before = await storage.auditEntries(0, 1000);
  await world.client.call("license.report", { licenseId });
  const after = await storage.auditEntries(before.ok ? before.value.length : 0, 1000);
  const rows = after.ok ? after.value.filter((row) => row.action === "report.printed") : [];
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ clerk: "clerk01", detail: { license: licenseId, decision: "accept" } });
});

test("a license that is not at hand has no report, nor has the citizen's window", async () => {
  const unknown = await world.client.call("license.report", { licenseId: "nobody" });
  expect(unknown).toMatchObject({ ok: false, fault: { code: "document.unknown" } });
  expect((await world.citizen.call("license.report", { licenseId })).ok).toBe(false);
});
