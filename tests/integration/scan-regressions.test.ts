/** What went wrong with scans in other projects (reference trust-ux A9), at a whole terminal: numbers 12, 13 and 16. */
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { PayloadOf } from "../../electron/contract/contract.ts";
import { STRINGS } from "../../renderer/strings/language.ts";
import { faultText } from "../../renderer/strings/sentences.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";
import { whyNoPseudoTerminal } from "./plugged-scanner.ts";

let terminal: TestHost;
let codes: readonly string[];
const signals: PayloadOf<"signal">[] = [];

const why = await whyNoPseudoTerminal();
if (why) console.log(`scan regressions: the scanner's part is skipped, ${why}`);

beforeAll(async () => {
  terminal = await openTestHost({ withScanner: true });
  terminal.client.on("signal", (signal) => signals.push(signal));
  await terminal.signIn();
  const cast = await terminal.client.call("training.cast", {});
  if (!cast.ok) throw new Error(cast.fault.code);
  const lines = cast.value.lines.filter(({ person, family }) => person === "张晓明" || family === "service-code");
  codes = lines.map(({ code }) => code);
  await terminal.client.call("matter.choose", { code: lines[0]?.matter ?? "" });
});
afterAll(() => terminal?.close());
beforeEach(() => {
  signals.length = 0;
});

const scan = (text: string) => terminal.client.call("scan.submit", { text, way: "keyboard" });
const faults = () => signals.flatMap(({ signal, fault }) => (signal === "refused" ? [fault?.code] : []));

async function readerState(): Promise<string | undefined> {
  const status = await terminal.client.call("status.view", {});
  return status.ok ? status.value.readers[0]?.state : undefined;
}

async function endCase(): Promise<void> {
  await terminal.client.call("case.cancel", { reason: "练习" });
  await terminal.until((view) => view.case === undefined, "the case to end");
}

const COMMON = [
  ["https://qr.alipay.com/fkx12345", "这是付款码"],
  ["https://example.gov.cn/jkm/abc", "这是健康码"],
  ["metro:0123456789", "这是乘车码"],
  ["990123198806120171", "这是身份证号码"],
  ["91350100M000100Y43", "这是统一社会信用代码"],
  ["13800000000", "这是手机号"],
  ["1.2.156.3005.2.11100000MB0143028R001.X.Y.001.D", "这是电子证照标识"],
  ["https://example.com/", "这是网址"],
  ["WIFI:S:hall;T:WPA;P:x;;", "这是无线网络码"],
  ["BEGIN:VCARD\nN:x\nEND:VCARD", "这是名片"],
  ["01,10,033001900104,12345678,100.00,20260101,12345678901234567890,", "这是发票"],
  ["6901234567892", "这是商品"],
] as const;

test.each(COMMON)("12 and 13: %j is refused by name, and heard", async (text, name) => {
  const result = await scan(text);
  if (result.ok) throw new Error("taken for a service code");
  expect(faultText(result.fault, STRINGS.zh).what).toContain(name);
  expect(faults()).toEqual(["scan.not-service-code"]);
});

test("16: of two scans within 50 ms the first opens the case and the second is refused with a message", async () => {
  const [first, second] = await Promise.all([scan(codes[0] ?? ""), scan(codes[1] ?? "")]);
  expect(first).toMatchObject({ ok: true });
  expect(second).toMatchObject({ ok: false, fault: { code: "case.already-open" } });
  expect(faults()).toEqual(["case.already-open"]);
  expect(signals.filter(({ signal }) => signal === "recognised")).toHaveLength(1);
  await endCase();
});

test("16: a scan while the screens are being wiped is refused with a message or opens the next case, and never joins the old one", async () => {
  await scan(codes[0] ?? "");
  const before = await terminal.until((view) => view.case !== undefined, "a case");
  signals.length = 0;
  const [, result] = await Promise.all([terminal.client.call("case.cancel", { reason: "练习" }), scan(codes[1] ?? "")]);
  if (!result.ok) expect(faults()).toContain(result.fault.code);
  const after = await terminal.until((view) => view.case?.caseId !== before.case?.caseId, "the old case to be gone");
  expect(after.case !== undefined).toBe(result.ok);
  if (result.ok) await endCase();
});

test.skipIf(why !== undefined)(
  "16: the scanner at a locked terminal is refused with a message, and nothing is opened",
  async () => {
    // Until its process is up nothing reads the line, and the code would be lost on it.
    await expect.poll(readerState, { timeout: 15_000 }).toBe("ready");
    await terminal.client.call("session.lock", {});
    await terminal.training.setting.training?.scan(codes[0] ?? "");
    await expect.poll(faults, { timeout: 5_000 }).toEqual(["scan.while-locked"]);
    const view = await terminal.client.call("counter.view", {});
    expect(view).toMatchObject({ ok: true, value: { isLocked: true } });
    expect(view.ok && view.value.case).toBeUndefined();
  },
);
