import { describe, expect, test } from "vitest";
import { openBundle } from "../../../../electron/trust/bundle.ts";
import { openBundlesInThread } from "../../../../electron/trust/bundle-thread.ts";
import { AT, makeBundle, makeList, newKey } from "../../../helpers/trust-bundle.ts";

const publisher = newKey();
const authority = newKey();
const open = openBundlesInThread(new URL("../../../../electron/trust/bundle-worker.ts", import.meta.url));
const crls = [Buffer.from(makeList(authority, "虚构根", AT - 3600_000, 30_000)).toString("base64")];
const large = makeBundle(publisher, { crls });

describe("a large bundle, opened in a thread", () => {
  test("is what it is without one", async () => {
    expect(large.length).toBeGreaterThan(512 * 1024);
    const opened = await open(large, [publisher.point]);
    expect(opened).toEqual(openBundle(large, [publisher.point]));
    expect(opened.ok && opened.value.contents.lists.size).toBe(1);
  });

  test("is refused for the same reason", async () => {
    const forged = makeBundle(newKey(), { crls });
    expect(await open(forged, [publisher.point])).toMatchObject({
      ok: false,
      fault: { code: "trust.unknown-publisher" },
    });
    expect(await open(large.subarray(0, -9), [publisher.point])).toMatchObject({
      ok: false,
      fault: { code: "trust.unreadable" },
    });
  });

  test("a thread that cannot start is a bug, and no answer", async () => {
    const nowhere = openBundlesInThread(new URL("./nowhere.mjs", import.meta.url));
    await expect(nowhere(large, [publisher.point])).rejects.toThrow();
  });
});
