/** Who sits at a terminal: roles on ways that pass no dispatcher, and one clerk taking the seat that another left locked. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { forgottenCase } from "../../electron/app/counter/commit-of.ts";
import { presentFile } from "../../electron/app/counter/present-file.ts";
import { takeCard } from "../../electron/app/counter/take-card.ts";
import { takeScan } from "../../electron/app/counter/take-scan.ts";
import { createRetention } from "../../electron/app/retention.ts";
import type { CounterView } from "../../electron/contract/counter.ts";
import { answerDocument } from "../../electron/host/documents.ts";
import { TRAINING_ACCOUNTS } from "../../electron/host/first-users.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";
import { codeOf, told } from "../helpers/host/told.ts";

const OTHER = { account: "wang.min", name: "王敏", role: "clerk" } as const;
const PASSWORD = "Fenster-06!";

let terminal: TestHost;
const call: TestHost["client"]["call"] = (...given) => terminal.client.call(...given);
const view = async () => told(await call("counter.view", {}));
const rows = async () => told(await terminal.host.parts.storage.auditEntries(0, 500));
const relieveBy = (password = PASSWORD) => call("session.relieve", { account: OTHER.account, password });

beforeAll(async () => {
  terminal = await openTestHost();
  await terminal.signIn("admin01");
  const { password } = told(await call("user.add", OTHER));
  told(await call("session.sign-out", {}));
  told(await call("session.sign-in", { account: OTHER.account, password, next: PASSWORD }));
  told(await call("session.sign-out", {}));
});
afterAll(() => terminal.close());

test.each(["admin01", "audit01"])("scans, cards and files open no case for %s", async (account) => {
  await terminal.signIn(account);
  const { parts } = terminal.host;
  const card = { name: "周测试", number: "11010519491231002X", deviceId: "r", isRepeat: false };
  const answers = [
    await takeScan(parts, "SFM0123456789", "serial-scanner"),
    await takeCard(parts, { ...card, card: { type: "citizen", notes: [] } as never }),
    await presentFile(parts, new Uint8Array([1])),
  ];
  expect(answers.map(codeOf)).toEqual(["session.role", "session.role", "session.role"]);
  expect((await view()).phase).toBe("ready");
  told(await call("session.sign-out", {}));
});

test.each(["session.unlock", "session.relieve"] as const)(
  "a lid that closes while the password of %s is looked at leaves the terminal locked",
  async (name) => {
    await terminal.signIn();
    told(await call("session.lock", {}));
    const { password = "" } = TRAINING_ACCOUNTS.find(({ account }) => account === "clerk01") ?? {};
    const opening = name === "session.unlock" ? call(name, { password }) : relieveBy();
    await new Promise((done) => setTimeout(done, 20));
    terminal.host.lock();
    expect(codeOf(await opening)).toBe("session.locked");
    expect((await view()).isLocked).toBe(true);
    told(await call("session.unlock", { password }));
    expect((await view()).isLocked).toBe(false);
    told(await call("session.sign-out", {}));
  },
);

describe("a case of a clerk who went away", () => {
  let left: CounterView["case"];

  const begin = async () => {
    const { lines } = told(await call("training.cast", {}));
    const line = lines.find(({ family, exempted }) => family === "service-code" && exempted > 1) ?? lines[0];
    told(await call("matter.choose", { code: line?.matter ?? "" }));
    told(await call("training.scan", { code: line?.code ?? "" }));
    left = (await terminal.until(({ phase }) => phase === "deciding", "the licenses")).case;
    // A key pressed twice decides once, and is no bug.
    const answers = await Promise.all([call("decision.confirm-all", {}), call("decision.confirm-all", {})]);
    expect(answers.map(codeOf)).toEqual(["ok", "case.wrong-state"]);
  };
  beforeAll(async () => {
    await terminal.signIn();
    await begin();
    told(await call("session.lock", {}));
  });

  test("is not told of by a locked terminal, on no way", async () => {
    const locked = await view();
    expect(locked).toEqual({
      phase: expect.any(String),
      isLocked: true,
      clerk: expect.objectContaining({ account: "clerk01" }),
    });
    const path = `/document/${left?.licenses[0]?.licenseId}/page-1`;
    const body = async () => new Uint8Array();
    expect((await answerDocument(terminal.host.parts, { method: "GET", path, body }))?.status).toBe(404);
    expect(told(await terminal.citizen.call("citizen.view", {}))).toMatchObject({ phase: "rest", items: [] });
  });

  test("24: a citizen's screen rests before the counter is ready for the next one", async () => {
    const password = "practice-01";
    told(await call("session.unlock", { password }));
    const heard: string[] = [];
    const stops = [
      terminal.citizen.on("citizen.changed", ({ phase }) => void heard.push(`citizen ${phase}`)),
      terminal.client.on("counter.changed", ({ phase }) => void heard.push(`counter ${phase}`)),
    ];
    told(await call("case.cancel", { reason: "选错人" }));
    await terminal.until(({ phase }) => phase === "ready", "ready");
    for (const stop of stops) stop();
    expect(heard.indexOf("citizen rest")).toBeGreaterThanOrEqual(0);
    expect(heard.indexOf("citizen rest")).toBeLessThan(heard.indexOf("counter ready"));
    await begin();
    told(await call("session.lock", {}));
  });

  test("is kept when somebody else takes the seat with a password of their own, and is nothing to them", async () => {
    expect(codeOf(await relieveBy("wrong"))).toBe("session.bad-credentials");
    expect((await view()).isLocked).toBe(true);
    told(await relieveBy());
    const seen = await view();
    expect(seen).toEqual({ phase: "ready", isLocked: false, clerk: OTHER });
    expect(codeOf(await call("case.resume", {}))).toBe("case.none");
    expect(codeOf(await call("case.discard", {}))).toBe("case.none");
    expect(codeOf(await call("license.open", { licenseId: left?.licenses[0]?.licenseId ?? "" }))).toBe(
      "document.unknown",
    );
    const [out, signedIn] = (await rows()).slice(-2);
    expect(out).toMatchObject({
      action: "session.signed-out",
      clerk: "clerk01",
      detail: { by: OTHER.account, caseKept: true },
    });
    expect(signedIn).toMatchObject({ action: "session.signed-in", clerk: OTHER.account, detail: { relieved: true } });
    expect(signedIn).not.toHaveProperty("caseId");
  });

  test("does not keep the other from a case of their own, which outlives a restart beside it", async () => {
    const { lines } = told(await call("training.cast", {}));
    const line = lines.find(({ family }) => family === "service-code");
    told(await call("matter.choose", { code: line?.matter ?? "" }));
    told(await call("training.scan", { code: line?.code ?? "" }));
    const own = await terminal.until(({ case: open }) => open !== undefined, "a case");
    expect(own.case?.caseId).not.toBe(left?.caseId);
    const { training, dataDir } = terminal;
    await terminal.closeHost();
    terminal = await openTestHost({ training, dataDir });
    expect(await view()).toEqual({ phase: "signed-out", isLocked: false });
    told(await call("session.sign-in", { account: OTHER.account, password: PASSWORD }));
    expect((await view()).interrupted?.caseNo).toBe(own.case?.caseNo);
    told(await call("case.discard", {}));
    await terminal.until(({ phase }) => phase === "ready", "ready");
    told(await call("session.sign-out", {}));
  });

  test("is there again for its clerk, as it was left", async () => {
    await terminal.signIn();
    expect((await view()).interrupted?.caseNo).toBe(left?.caseNo);
    told(await call("case.resume", {}));
    const back = await terminal.until(({ case: open }) => open !== undefined, "the case");
    expect(back.case?.caseId).toBe(left?.caseId);
    expect(back.case?.materials.filter(({ decision }) => decision?.kind === "exempted").length).toBeGreaterThan(0);
    expect(codeOf(await call("license.open", { licenseId: left?.licenses[0]?.licenseId ?? "" }))).toBe("ok");
    expect(codeOf(await relieveBy())).toBe("session.taken");
    const signIn = () => call("session.sign-in", { account: OTHER.account, password: PASSWORD });
    expect(codeOf(await signIn())).toBe("session.taken");
    told(await call("session.lock", {}));
    expect(codeOf(await signIn())).toBe("session.locked");
    told(await relieveBy());
    told(await call("session.sign-out", {}));
  });

  test("is closed by the terminal after a day; what was decided stands", async () => {
    const { storage, counter } = terminal.host.parts;
    const draft = told(await storage.interruptedCase("clerk01"));
    if (!draft) throw new Error("no draft");
    expect(forgottenCase({ ...draft, phase: "submitting" }, 1).close).toMatchObject({ outcome: "submitted" });
    let now = Date.now() + 23 * 3_600_000;
    const retention = createRetention({ storage, clock: { now: () => now }, state: counter.state, onBug: String });
    await retention.purgeIfDue({ isDoubtful: true, isVouched: false });
    await retention.purgeIfDue({ isDoubtful: false, isVouched: true });
    expect(told(await storage.interruptedCase("clerk01"))).toBeDefined();
    now += 2 * 3_600_000;
    await retention.purgeIfDue({ isDoubtful: false, isVouched: true });
    expect(told(await storage.interruptedCase("clerk01"))).toBeUndefined();
    const last = (await rows()).findLast(({ caseId }) => caseId === left?.caseId);
    expect(last).toMatchObject({ clerk: "system", detail: { why: "retention" } });
    await terminal.signIn("audit01");
    const { cases } = told(await call("history.search", { limit: 5, offset: 0 }));
    expect(cases.find(({ caseId }) => caseId === left?.caseId)).toMatchObject({ clerk: "clerk01" });
  });
});
