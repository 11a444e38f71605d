/** A bundle's download that breaks off goes on where it ended; and what must not be put together is not. */
import { mkdtemp, rm } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ProvinceConnection } from "../../electron/province/province.ts";
import { openTrustStore } from "../../electron/trust/trust-store.ts";
import { type ScriptedServer, startScriptedServer } from "../helpers/scripted-server.ts";
import { codeOf, connect, never, told } from "./province-setup.ts";
import { meetTraining } from "./training-setup.ts";

const WHOLE = "0123456789";
const PATH = "GET /trust/v1/bundle";

let server: ScriptedServer;
let province: ProvinceConnection;
let asked: unknown[][];

beforeEach(async () => {
  server = await startScriptedServer();
  province = connect(server.origin);
  asked = [];
});
afterEach(async () => {
  province.close();
  await server.close();
});

const breakOff = (etag: string | undefined) => (response: ServerResponse) => {
  response.writeHead(200, { "content-length": WHOLE.length, ...(etag === undefined ? {} : { etag }) });
  response.write(WHOLE.slice(0, 4), () => setTimeout(() => response.destroy(), 30));
};
const part =
  (from: number, headers: Record<string, string> = {}) =>
  (response: ServerResponse) =>
    void response
      .writeHead(206, { etag: '"1"', "content-range": `bytes ${from}-9/10`, ...headers })
      .end(WHOLE.slice(from));
const whole = (etag: string) => (response: ServerResponse) => void response.writeHead(200, { etag }).end(WHOLE);

/** Each request is answered by the next of these. */
function script(...answers: ((response: ServerResponse) => void)[]): void {
  server.on(PATH, ({ headers }, response) => {
    asked.push([headers["range"], headers["if-range"], headers["if-none-match"]]);
    answers.shift()?.(response);
  });
}
const fetchTwice = async (etag?: string) => {
  const first = await province.trust.fetch(etag, never);
  const second = await province.trust.fetch(etag, never);
  return [codeOf(first), second.ok ? Buffer.from(second.value?.bytes ?? []).toString() : second.fault.code];
};

describe("a download that broke off", () => {
  test("goes on where it ended, under the same tag", async () => {
    script(breakOff('"1"'), part(4));
    expect(await fetchTwice('"0"')).toEqual(["province.unreachable", WHOLE]);
    expect(asked).toEqual([
      [undefined, undefined, '"0"'],
      ["bytes=4-", '"1"', '"0"'],
    ]);
  });

  test("goes on after a second break, and is over once it is whole", async () => {
    const again = (response: ServerResponse) => {
      response.writeHead(206, { "content-length": 6, etag: '"1"', "content-range": "bytes 4-9/10" });
      response.write(WHOLE.slice(4, 7), () => setTimeout(() => response.destroy(), 30));
    };
    script(breakOff('"1"'), again, part(7), whole('"2"'));
    await province.trust.fetch(undefined, never);
    expect(await fetchTwice()).toEqual(["province.unreachable", WHOLE]);
    expect(told(await province.trust.fetch(undefined, never))?.etag).toBe('"2"');
    expect(asked.map(([range]) => range)).toEqual([undefined, "bytes=4-", "bytes=7-", undefined]);
  });

  test("is begun anew when the province has another one meanwhile", async () => {
    script(breakOff('"1"'), whole('"2"'));
    expect(await fetchTwice()).toEqual(["province.unreachable", WHOLE]);
  });

  test("is begun anew at once when the rest that is asked for does not exist", async () => {
    script(breakOff('"1"'), (response) => void response.writeHead(416).end(), whole('"1"'));
    expect(await fetchTwice()).toEqual(["province.unreachable", WHOLE]);
    expect(asked.map(([range]) => range)).toEqual([undefined, "bytes=4-", undefined]);
  });

  test("is dropped when the bundle that is held turns out to be the newest", async () => {
    script(breakOff('"1"'), (response) => void response.writeHead(304).end(), whole('"3"'));
    await fetchTwice('"0"');
    await province.trust.fetch('"0"', never);
    expect(asked[2]).toEqual([undefined, undefined, '"0"']);
  });

  test.each([
    ["without a tag", undefined],
    ["with a weak one", 'W/"1"'],
  ])("is not resumed %s", async (_what, etag) => {
    script(breakOff(etag), whole('"1"'));
    expect(await fetchTwice()).toEqual(["province.unreachable", WHOLE]);
    expect(asked[1]).toEqual([undefined, undefined, undefined]);
  });

  test.each([
    ["from elsewhere", part(5)],
    ["of another tag", part(4, { etag: '"2"' })],
  ])("is not put together with a part %s", async (_what, answer) => {
    script(breakOff('"1"'), answer, whole('"2"'));
    expect(await fetchTwice()).toEqual(["province.unreachable", "province.nonsense"]);
    expect(told(await province.trust.fetch(undefined, never))?.bytes).toHaveLength(WHOLE.length);
  });

  test("has nothing to do with a part that nobody asked for", async () => {
    script(part(4));
    expect(codeOf(await province.trust.fetch(undefined, never))).toBe("province.nonsense");
  });
});

test("the training province serves the rest, and the whole passes the gate", async () => {
  const met = await meetTraining();
  const folder = await mkdtemp(join(tmpdir(), "trust-resume-"));
  const store = await openTrustStore({ folder, publishers: [Buffer.from(met.training.publisherPoint, "hex")] });
  for (const afterBytes of [700, 900]) {
    met.training.misbehave({ family: "trust", fault: { kind: "cut", afterBytes }, times: 1 });
    expect(codeOf(await met.province.trust.fetch(undefined, never))).toBe("province.unreachable");
  }
  const fetched = told(await met.province.trust.fetch(undefined, never));
  told(await store.importBundle(fetched?.bytes ?? new Uint8Array(), Date.now(), fetched?.etag));
  expect(store.status().issue).toBe(1);
  const beyond = await fetch(`${met.training.endpoints.trust}/bundle`, { headers: { range: "bytes=99999999-" } });
  const part = await fetch(`${met.training.endpoints.trust}/bundle`, {
    headers: { range: "bytes=1600-", "if-range": fetched?.etag ?? "" },
  });
  expect([beyond.status, part.status, (await part.arrayBuffer()).byteLength]).toEqual([
    416,
    206,
    (fetched?.bytes.length ?? 0) - 1600,
  ]);
  await met.close();
  await rm(folder, { recursive: true });
});
