/** From a card on the reader to a case at the counter: emulated reader, real serial driver, device process, host, contract. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { maskNumber } from "../../electron/domain/masking.ts";
import { PERSONS } from "../../electron/training/cast/persons.ts";
import {
  foreigner2017Number,
  foreigner2017Values,
  permitNumber,
  permitValues,
  writeCardText,
} from "../emulators/id-card-reader/card-text.ts";
import { cardOf } from "../emulators/id-card-reader/training-card.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";
import { SerialReader } from "./card-reader-rig.ts";
import { sleep, until, whyNoPseudoTerminal } from "./plugged-scanner.ts";

const missing = await whyNoPseudoTerminal();
if (missing) console.warn(`skipped: ${missing}`);

const PERSON = PERSONS.everything;

describe.skipIf(missing !== undefined)("an ID card at the counter", { timeout: 30_000 }, () => {
  let line: SerialReader;
  let terminal: TestHost;
  const signals: { readonly signal: string; readonly fault?: { readonly code: string } | undefined }[] = [];

  const readers = () => terminal.host.readers.views();
  const refusals = () => signals.flatMap(({ signal, fault }) => (signal === "refused" ? [fault?.code] : []));

  beforeAll(async () => {
    line = new SerialReader();
    await line.plug();
    terminal = await openTestHost({
      withScanner: true,
      change: (options) => {
        const reader = { deviceId: "id-card", isEnabled: true, profile: "sdt-serial-115200", path: line.path };
        return { ...options, setting: { ...options.setting, devices: [...options.setting.devices, reader] } };
      },
    });
    terminal.client.on("signal", (heard) => signals.push(heard));
    await terminal.signIn();
    await until(() => readers().some(({ deviceId, state }) => deviceId === "id-card" && state === "ready"));
  });
  afterAll(async () => {
    await terminal?.close();
    await line?.remove();
  });
  beforeEach(() => {
    signals.length = 0;
    line.reader.lift();
  });

  const choose = async () => {
    const listed = await terminal.client.call("matter.list", {});
    if (!listed.ok) throw new Error(listed.fault.code);
    const matter = listed.value.matters.find(({ exemptable }) => exemptable > 0);
    await terminal.client.call("matter.choose", { code: matter?.code ?? "" });
  };
  const leave = async () => {
    await terminal.client.call("case.cancel", { reason: "test" });
    await terminal.until((view) => view.phase === "ready", "ready");
    line.reader.lift();
    // The same card sooner than this is the same presentation.
    await sleep(3500);
  };

  test("needs a matter first, and says so", async () => {
    line.reader.lay(cardOf(PERSON));
    await until(() => refusals().includes("scan.no-matter"));
    line.reader.lift();
    await sleep(3500);
    await choose();
  });

  test("opens a case with its holder, masked, and asks for consent on site", async () => {
    line.reader.lay(cardOf(PERSON));
    const view = await terminal.until(({ phase }) => phase === "consenting", "the consent");
    expect(view.case).toMatchObject({
      entry: { way: "id-card", family: "license-app", card: { type: "citizen", notes: [] } },
      consent: { kind: "on-site", state: "waiting" },
    });
    expect(view.case?.person?.number).not.toBe(PERSON.number);
    expect(JSON.stringify(view)).not.toContain(PERSON.number);
    expect(JSON.stringify(await terminal.citizen.call("citizen.view", {}))).not.toContain(PERSON.number);
    const revealed = await terminal.client.call("person.reveal", { reason: "test" });
    expect(revealed).toMatchObject({ ok: true, value: { fullName: PERSON.name, fullNumber: PERSON.number } });
    await leave();
  });

  test("that has expired opens it all the same, and the day is told", async () => {
    line.reader.lay(cardOf(PERSON, { validTo: "20240131" }));
    const view = await terminal.until(({ phase }) => phase === "consenting", "the consent");
    expect(view.case?.entry.card?.notes).toEqual([{ code: "expired", detail: "2024-01-31" }]);
    await leave();
  });

  test.each([
    ["J", permitNumber, permitValues],
    ["I", foreigner2017Number, foreigner2017Values],
  ] as const)("of form %s names its holder", async (type, number, values) => {
    line.reader.lay({ text: writeCardText(values) });
    await terminal.until(({ case: open }) => open?.entry.card?.type === type, `a case by ${type}`);
    await terminal.until(({ case: open }) => open?.person?.number === maskNumber(number), "the masked number");
    await leave();
  });

  test.each([
    ["card.damaged", { birth: "19880613" }, {}],
    ["card.unread", {}, { readStatus: [0x41] }],
    ["card.unverified", {}, { readStatus: [0x33] }],
    ["card.lifted", {}, { isLiftedMidRead: true }],
  ] as const)("%s opens nothing and is heard", async (code, change, misbehaviour) => {
    Object.assign(line.reader.misbehaviour, structuredClone(misbehaviour));
    line.reader.lay(cardOf(PERSON, change));
    await until(() => refusals().includes(code));
    line.reader.lift();
    line.reader.misbehaviour.isLiftedMidRead = false;
    const view = await terminal.client.call("counter.view", {});
    expect(view).toMatchObject({ ok: true, value: { phase: "ready" } });
    await sleep(3500);
  });

  test("laid down while another person's case is open is refused", async () => {
    line.reader.lay(cardOf(PERSON));
    await terminal.until(({ phase }) => phase === "consenting", "the consent");
    line.reader.lay(cardOf(PERSONS.spouse));
    await until(() => refusals().includes("scan.while-busy"));
    await leave();
  });

  test("stands in the audit by its form, and nowhere by name or number", async () => {
    const audited = await terminal.host.parts.storage.auditEntries(0, 10_000);
    if (!audited.ok) throw new Error(audited.fault.code);
    const rows = audited.value.filter(({ detail }) => detail?.["way"] === "id-card");
    expect(rows).toContainEqual(
      expect.objectContaining({ action: "case.opened", detail: expect.objectContaining({ card: "I" }) }),
    );
    expect(rows).toContainEqual(
      expect.objectContaining({ action: "case.opened", detail: expect.objectContaining({ cardNotes: "expired" }) }),
    );
    expect(rows).toContainEqual(
      expect.objectContaining({ action: "scan.refused", detail: expect.objectContaining({ fault: "card.damaged" }) }),
    );
    const logs = join(terminal.dataDir, "terminal", "logs");
    const written = existsSync(logs) ? readdirSync(logs).map((name) => readFileSync(join(logs, name), "utf8")) : [];
    const all = JSON.stringify([audited.value, written]);
    const known = [PERSON.number, PERSON.name, PERSON.address, permitNumber, foreigner2017Number, "SAMPLE, PERSON"];
    expect(known.filter((one) => all.includes(one))).toEqual([]);
  });
});
