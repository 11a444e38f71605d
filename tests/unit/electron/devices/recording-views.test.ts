/** What is shown of a recording, whoever wrote the file. */
import { expect, test } from "vitest";
import { recordedPieces, recordingViewOf } from "../../../../electron/devices/recording-views.ts";
import { traceText } from "../../../../native-devices/diagnostics/trace-text.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const name = "2026-11-28T08-33-13-139Z-door-scanner-1.jsonl";
const said = [
  { atMs: 1000, dir: "tx", bytes: bytes("\u0016T\r") },
  { atMs: 1500, dir: "rx", bytes: bytes("AB12\r") },
] as const;
const redacted = [said[0], { ...said[1], bytes: bytes("XB34\r") }] as const;
const text = traceText(redacted, { profile: "usb-cdc-scanner", platform: "test" }, said);

test("says of which device it is, how long, and how much of it is a stand-in", () => {
  expect(recordingViewOf(name, text)).toEqual({
    fileName: name,
    at: Date.UTC(2026, 10, 28, 8, 33, 13, 139),
    deviceId: "door-scanner-1",
    profileId: "usb-cdc-scanner",
    pieces: 2,
    sizeBytes: 8,
    replacedBytes: 3,
    ms: 500,
  });
  expect(recordedPieces(text)).toEqual([
    { ms: 0, dir: "tx", size: 3, hex: "16540d", text: "\u0016T\r", replaced: 0 },
    { ms: 500, dir: "rx", size: 5, hex: "584233340d", text: "XB34\r", replaced: 3 },
  ]);
});

test("takes a file that is none, or one of before, for what can be known of it", () => {
  expect(recordingViewOf("notes.jsonl", "not json")).toMatchObject({ at: 0, deviceId: "notes.jsonl", pieces: 0 });
  expect(recordingViewOf(name, '{"trace":1,"profile":"x"}')).toMatchObject({ profileId: "x", replacedBytes: 0 });
  expect(recordedPieces('{"trace":1}\n{"t":"soon"}\nnonsense\n')).toEqual([]);
});
