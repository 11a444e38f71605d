import { afterEach, describe, expect, test } from "vitest";
import builtin from "../../native-devices/profiles/builtin/social-card-pcsc.json" with { type: "json" };
import { FakeCard } from "../emulators/smart-card/fake-card.ts";
import { VirtualCardReader, whyNoSmartCardReader } from "../emulators/smart-card/virtual-reader.ts";
import { ReadingProcess } from "./card-reader-rig.ts";
import { until } from "./plugged-scanner.ts";

const number = "11010519491231002X";
const why = whyNoSmartCardReader();
if (why) console.warn(`social-card.test.ts skips the real PC/SC service: ${why}`);

let process: ReadingProcess | undefined;
let reader: VirtualCardReader | undefined;

afterEach(async () => {
  await process?.client.close();
  await reader?.close();
  process = undefined;
  reader = undefined;
});

describe.skipIf(why !== undefined)("through the real PC/SC service and the real library", () => {
  test("no service, a card, other cards, one pulled out, the service lost and back", async () => {
    reader = new VirtualCardReader();
    process = new ReadingProcess();
    const { client, readings } = process;
    const state = () => process?.state();
    const fault = () => client.statuses()[0]?.fault;
    const told = () => process?.told() ?? [];
    await process.configure({ ...builtin, retry: { backoffMs: [200] } });
    await until(() => state() === "backoff");
    expect(fault()).toMatchObject({ code: "device.smart-card-service", reason: "smart-card-service" });

    reader.startService();
    await until(() => state() === "ready");
    await reader.insert(new FakeCard());
    await until(() => told().length === 1);
    expect(readings[0]).toMatchObject({
      kind: "card",
      card: { type: "social-security", name: "周测试", number },
      source: { bus: "pcsc" },
      warnings: [{ code: "not-authenticated" }],
    });

    reader.remove();
    await reader.insert(new FakeCard({ refuses: { d5cf: 0x6a82 } }));
    await until(() => told().length === 2);
    reader.remove();
    await reader.insert(new FakeCard({ isFetched: true, refuses: { ef06: 0x6982 } }));
    await until(() => told().length === 3);
    reader.remove();
    await reader.insert(new FakeCard(), 5);
    await until(() => told().length === 4);
    expect(told()).toEqual([number, "card-not-social", "card-locked", "card-lifted"]);

    await reader.stopService();
    await until(() => state() !== "ready" && fault() !== undefined);
    reader.startService();
    await until(() => state() === "ready");
    expect(process.defects).toEqual([]);
  }, 60_000);
});
