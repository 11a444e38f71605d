/** What is decided about a camera without one: hints, faults, and which camera comes next. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FAULTS } from "../../../../electron/domain/fault.ts";
import { cameraAfter } from "../../../../renderer/client/camera.ts";
import { faultOfCamera } from "../../../../renderer/client/camera-faults.ts";
import { type HintState, hintAtStart, nextHint } from "../../../../renderer/client/camera-hint.ts";
import type { Reading } from "../../../../renderer/client/code-reading.ts";

const NOTHING: Reading = { texts: [] };
const FAR: Reading = { texts: [], unreadShare: 0.2 };
const NEAR: Reading = { texts: [], unreadShare: 0.6 };

/** A frame every 100 ms. */
function hints(readings: readonly Reading[]): readonly string[] {
  let state: HintState = hintAtStart(0);
  return readings.map((reading, index) => {
    state = nextHint(state, reading, 100 * (index + 1));
    return state.hint;
  });
}

const frames = (count: number, reading: Reading) => Array.from({ length: count }, () => reading);

describe("the hint", () => {
  test("says closer while a code is seen that is too small, and hold still once it is large", () => {
    expect(hints([FAR, NEAR])).toEqual(["closer", "hold-still"]);
  });

  test("stays long enough to be read while frames show nothing, and goes then", () => {
    const seen = hints([FAR, ...frames(20, NOTHING)]);
    expect(seen.slice(0, 15)).toEqual(frames(15, NOTHING).map(() => "closer"));
    expect(seen.at(-1)).toBe("looking");
  });

  test("gives help when nothing was seen for six seconds", () => {
    const seen = hints(frames(70, NOTHING));
    expect([seen[50], seen.at(-1)]).toEqual(["looking", "help"]);
  });

  test("asks for one code when there are several", () => {
    expect(hints([{ texts: ["a", "b"] }])).toEqual(["several"]);
  });
});

describe("a camera that does not come", () => {
  test.each([
    ["NotAllowedError", "camera.denied"],
    ["SecurityError", "camera.denied"],
    ["NotFoundError", "camera.none"],
    ["OverconstrainedError", "camera.none"],
    ["NotReadableError", "camera.busy"],
    ["AbortError", "camera.busy"],
    ["constructor", "camera.unavailable"],
  ])("after %s is told as %s", (name, code) => {
    expect(faultOfCamera(new DOMException("", name)).code).toBe(code);
  });

  test("after anything at all is told as a fault of the list", () => {
    fc.assert(fc.property(fc.anything(), (thrown) => Object.hasOwn(FAULTS, faultOfCamera(thrown).code)));
  });
});

test("the cameras come one after the other, round and round", () => {
  expect([cameraAfter(["a", "b"], "a"), cameraAfter(["a", "b"], "b")]).toEqual(["b", "a"]);
  expect([cameraAfter(["a", "b"], "gone"), cameraAfter([], "gone")]).toEqual(["a", undefined]);
});
