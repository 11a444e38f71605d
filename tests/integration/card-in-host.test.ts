/**
 * Cards in a whole host, without a reader: the photo on its way to the clerk's window, while the case is open and nowhere else; and
 * cards that come as files.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { takeCard } from "../../electron/app/counter/take-card.ts";
import { enterCardFile } from "../../electron/cli/card-file.ts";
import { type CardPhoto, PHOTO_BYTES } from "../../electron/domain/person/photo.ts";
import { answerDocument } from "../../electron/host/documents.ts";
import { TRAINING_ACCOUNTS } from "../../electron/host/first-users.ts";
import { PERSONS, type Person } from "../../electron/training/cast/persons.ts";
import { sdtReply } from "../emulators/id-card-reader/sdt-reply.ts";
import { cardOf } from "../emulators/id-card-reader/training-card.ts";
import { openTestHost, type TestHost } from "../helpers/host/open-test-host.ts";

const PIXELS = Uint8Array.from({ length: PHOTO_BYTES }, (_, at) => (at * 7 + (at >> 5)) & 0xff);
/** Any of these somewhere means that the photo is there. */
const TRACES = [120, 900, 9000].flatMap((at) => {
  const piece = Buffer.from(PIXELS.subarray(at, at + 48));
  return [piece, Buffer.from(piece.toString("base64")), Buffer.from(piece.toString("hex"))];
});

describe("a card in a host", () => {
  let terminal: TestHost;

  beforeAll(async () => {
    terminal = await openTestHost();
    await terminal.signIn();
    const listed = await terminal.client.call("matter.list", {});
    const matter = listed.ok ? listed.value.matters.find(({ exemptable }) => exemptable > 0) : undefined;
    await terminal.client.call("matter.choose", { code: matter?.code ?? "" });
  });
  afterAll(() => terminal?.close());
  afterEach(async () => {
    await terminal.client.call("case.cancel", { reason: "test" });
    await terminal.until(({ phase }) => phase === "ready", "ready");
  });

  /** @returns the pixels as the host holds them */
  const lay = async (person: Person, photo: CardPhoto = { pixels: PIXELS.slice() }) => {
    const { name, number } = person;
    const card = { type: "citizen", notes: [] } as const;
    await takeCard(terminal.host.parts, { name, number, card, photo, deviceId: "id-card", isRepeat: false });
    return "pixels" in photo ? photo.pixels : new Uint8Array(0);
  };
  const photo = async () => {
    const view = await terminal.client.call("counter.view", {});
    return view.ok ? view.value.case?.photo : undefined;
  };
  const address = async () => {
    const shown = await photo();
    return shown && "address" in shown ? shown.address : "";
  };
  const fetched = (path: string) =>
    answerDocument(terminal.host.parts, { method: "GET", path, body: async () => new Uint8Array() });

  describe("its photo", () => {
    test("can be fetched by the clerk's window, and is cached by nobody", async () => {
      await lay(PERSONS.everything);
      const answer = await fetched(await address());
      expect(answer).toMatchObject({ status: 200, headers: { "cache-control": "no-store" } });
      expect(answer?.body).toEqual(PIXELS);
    });

    test("is not given out while the screen is locked", async () => {
      await lay(PERSONS.everything);
      const path = await address();
      await terminal.client.call("session.lock", {});
      expect(await fetched(path)).toMatchObject({ status: 404 });
      const password = TRAINING_ACCOUNTS.find(({ account }) => account === "clerk01")?.password ?? "";
      expect(await terminal.client.call("session.unlock", { password })).toMatchObject({ ok: true });
    });

    test("is overwritten when the case ends, and its address leads nowhere", async () => {
      const held = await lay(PERSONS.everything);
      const path = await address();
      await terminal.client.call("case.cancel", { reason: "test" });
      await terminal.until(({ phase }) => phase === "ready", "ready");
      expect(held.every((byte) => byte === 0)).toBe(true);
      expect(await fetched(path)).toMatchObject({ status: 404 });
      expect(await fetched("/photo/anything")).toMatchObject({ status: 404 });
    });

    test("of a person who was typed in is shown once the card lies there, under a new address each time", async () => {
      const { name, number } = PERSONS.everything;
      await terminal.client.call("person.enter", { name, number });
      await terminal.until(({ case: open }) => open?.person !== undefined, "the person");
      expect(await photo()).toBeUndefined();
      const before = await lay(PERSONS.everything);
      const first = await address();
      await lay(PERSONS.everything);
      expect(await address()).not.toBe(first);
      expect(before.every((byte) => byte === 0)).toBe(true);
    });

    test("of somebody else's card is never shown with this case", async () => {
      await lay(PERSONS.everything);
      await terminal.until(({ case: open }) => open?.person !== undefined, "the person");
      const path = await address();
      const other = await lay(PERSONS.spouse);
      expect(await address()).toBe(path);
      expect(other.every((byte) => byte === 0)).toBe(true);
    });

    test("goes when another person is named in its stead", async () => {
      await terminal.setReachable(false);
      const held = await lay(PERSONS.everything);
      await terminal.until(({ case: open }) => open?.notice !== undefined, "the refusal");
      await terminal.setReachable(true);
      const { name, number } = PERSONS.spouse;
      expect(await terminal.client.call("person.enter", { name, number })).toMatchObject({ ok: true });
      expect(await photo()).toBeUndefined();
      expect(held.every((byte) => byte === 0)).toBe(true);
    });

    test("that could not be made says why", async () => {
      await lay(PERSONS.everything, { gap: "decoder-timed-out" });
      expect(await photo()).toEqual({ gap: "decoder-timed-out" });
    });

    test("is in no file of the terminal and on no other screen", async () => {
      await lay(PERSONS.everything);
      await terminal.until(({ phase }) => phase === "consenting", "the consent");
      const citizen = JSON.stringify(await terminal.citizen.call("citizen.view", {}));
      expect(citizen).not.toContain("photo");
      const files = readdirSync(terminal.dataDir, { recursive: true, withFileTypes: true }).filter((one) =>
        one.isFile(),
      );
      const found = files.filter(({ parentPath, name }) => {
        const bytes = readFileSync(join(parentPath, name));
        return TRACES.some((trace) => bytes.includes(trace));
      });
      expect(files.length).toBeGreaterThan(3);
      expect(found.map(({ name }) => name)).toEqual([]);
    });
  });

  describe("as a file", () => {
    const enter = async (content: string | Uint8Array) => {
      const path = join(terminal.dataDir, "card.bin");
      writeFileSync(path, content);
      const problem = await enterCardFile(terminal, path);
      rmSync(path);
      return problem?.code;
    };
    const { name, number } = PERSONS.everything;
    const text = (change: Partial<typeof PERSONS.everything> = {}) => cardOf({ ...PERSONS.everything, ...change }).text;

    test.each([
      ["as a reader sent it", sdtReply(text(), 1024)],
      ["with a fingerprint, written out", sdtReply(text(), 1024, 1024).toString("hex")],
      ["the JSON of devices listen", JSON.stringify({ kind: "card", card: { name, number } })],
    ])("opens a case: %s", async (_name, content) => {
      expect(await enter(content)).toBeUndefined();
      await terminal.until(({ case: open }) => open?.person !== undefined, "the person");
    });

    test.each<[string, string | Uint8Array]>([
      ["card.unread", "no card at all"],
      ["card.unread", new Uint8Array(70_000)],
      ["card.damaged", sdtReply(text({ sex: "女" }), 1024)],
      ["person.number-invalid", "{"],
    ])("is refused: %s", async (code, content) => {
      expect(await enter(content)).toBe(code);
      expect(await terminal.client.call("counter.view", {})).toMatchObject({ value: { phase: "ready" } });
    });
  });
});
