/** The loopback origin that asks for the passphrase: who may talk to it, what it hears, and that it has nothing else. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest, type IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { PassphraseView } from "../../electron/contract/passphrase.ts";
import { createPassphraseDesk, type PassphraseDesk } from "../../electron/host/passphrase-desk.ts";
import { openPassphraseSite } from "../../electron/loopback/passphrase-site.ts";
import type { OpenedSite } from "../../electron/loopback/site.ts";
import { sealKeyFile } from "../../electron/storage/key-file.ts";

const PASSPHRASE = "落霞与孤鹜齐飞-Canary-5120";
const QUICK = { log2n: 10, r: 8, p: 1 };

let folder: string;
let desk: PassphraseDesk;
let site: OpenedSite;
let origin: string;
let cookie: string;
let bugs: unknown[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "asking-"));
  for (const page of ["passphrase", "index"]) writeFileSync(join(folder, `${page}.html`), `<title>${page}</title>`);
  const keyFile = join(folder, "terminal.sqlite.key");
  sealKeyFile(keyFile, PASSPHRASE, undefined, QUICK);
  desk = createPassphraseDesk({ keyFile, question: "unlock" });
  bugs = [];
  site = await openPassphraseSite({ desk, screens: folder, onBug: (bug) => String(bugs.push(bug)) });
  origin = new URL(site.openingAddress).origin;
  const opened = await ask("GET", site.openingAddress.slice(origin.length), {});
  expect([opened.status, opened.headers.location]).toEqual([303, "/passphrase"]);
  cookie = String(opened.headers["set-cookie"]).split(";")[0] ?? "";
});
afterEach(async () => {
  await site.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

function ask(method: string, path: string, headers: Record<string, string>, body?: Uint8Array): Promise<Answer> {
  return new Promise((done, refuse) => {
    const sent = httpRequest(`${origin}${path}`, { method, headers }, (answer) => {
      let text = "";
      answer.on("data", (chunk) => (text += String(chunk)));
      answer.on("end", () => done({ status: answer.statusCode, headers: answer.headers, text }));
    });
    sent.on("error", refuse);
    sent.end(body);
  });
}
const own = () => ({ cookie, origin });
async function say(what: string, body?: Uint8Array): Promise<PassphraseView> {
  const { text } = await ask("POST", `/passphrase/${what}`, own(), body);
  return JSON.parse(text) as PassphraseView;
}
function spelled(passphrase: string, again = ""): Uint8Array {
  const bytes = Buffer.from(passphrase);
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 255]), bytes, Buffer.from(again)]);
}

test("a wrong one counts and has to wait, and the view says no more than that", async () => {
  expect(await say("view")).toEqual({ question: "unlock", state: "asking", minLength: 12, left: 5, waitMs: 0 });
  const view = await say("answer", spelled("not the passphrase"));
  expect(view).toMatchObject({ state: "asking", left: 4, fault: { code: "storage.passphrase" } });
  expect(view.waitMs).toBeGreaterThan(0);
});

test("the right one opens; what is asked later changes nothing", async () => {
  const view = await say("answer", spelled(PASSPHRASE));
  expect([view.state, JSON.stringify(view).includes("Canary")]).toEqual(["opened", false]);
  const opened = await desk.outcome;
  expect(opened).toMatchObject({ ok: true });
  expect((await say("cancel")).state).toBe("opened");
});

test("giving up is over", async () => {
  expect((await say("cancel")).state).toBe("over");
  expect(await desk.outcome).toMatchObject({ fault: { code: "storage.passphrase", detail: { reason: "needed" } } });
});

test.each([
  ["without its cookie", () => ({ origin })],
  ["of another origin", () => ({ cookie, origin: "http://127.0.0.1:1" })],
  ["without an origin", () => ({ cookie })],
  ["asked by another page", () => ({ ...own(), "sec-fetch-site": "same-site" })],
  ["under another name", () => ({ ...own(), host: "evil.example" })],
])("nobody is heard %s", async (_, headers) => {
  const { status } = await ask("POST", "/passphrase/answer", headers(), spelled(PASSPHRASE));
  expect(status === 403 || status === 421).toBe(true);
  expect((await say("view")).state).toBe("asking");
});

test.each([
  ["cut short", Uint8Array.of(0, 200, 65)],
  ["empty", new Uint8Array()],
  ["longer than anybody types", spelled("x".repeat(1_100))],
  ["longer than is read", spelled("x".repeat(3_000))],
])("an answer that is %s is no try", async (_, body) => {
  const { status } = await ask("POST", "/passphrase/answer", own(), body);
  const view = await say("view");
  expect([status, view.state, view.left]).toEqual([400, "asking", 5]);
});

test("it has its page, and nothing of the terminal", async () => {
  const page = await ask("GET", "/passphrase", { cookie });
  expect([page.status, page.text]).toEqual([200, "<title>passphrase</title>"]);
  const others = ["/", "/index.html", "/citizen", "/contract", "/photo/x", "/passphrase/other"];
  for (const path of others) expect((await ask("GET", path, { cookie })).status, path).toBe(404);
  expect((await ask("POST", "/present", own(), spelled("x"))).status).toBe(405);
  expect(bugs).toEqual([]);
});
