/** What a scanner answers to a command is no label in its recording. */
import { expect, test } from "vitest";
import type { TraceEntry } from "../../../../native-devices/diagnostics/trace-ring.ts";
import { withoutAnswers } from "../../../../native-devices/diagnostics/without-answers.ts";
import { loadProfile } from "../../../../native-devices/profiles/loader.ts";

const raw = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const rx = (atMs: number, text: string): TraceEntry => ({ atMs, dir: "rx", bytes: raw(text) });
const tx = (atMs: number, text: string): TraceEntry => ({ atMs, dir: "tx", bytes: raw(text) });
const REVINF = "\x16M\rREVINF.";
const TRIGGER = "\x7e\0\x08\x01\0\x02\x01\x02\xda";
const ACK = "\x02\0\0\x01\x0031";

function left(id: string, entries: readonly TraceEntry[]): readonly string[] {
  const loaded = loadProfile(id);
  if (!loaded.ok || loaded.profile.kind !== "barcode-scanner" || "answer" in loaded.profile) throw new Error(id);
  return withoutAnswers(entries, loaded.profile)
    .filter(({ dir }) => dir === "rx")
    .map(({ atMs, bytes }) => `${atMs} ${String.fromCharCode(...bytes).replace(/\0+$/, "")}`);
}

test("an answer in pieces goes, the labels around it stay", () => {
  const entries = [
    rx(0, "SZ01\r"),
    tx(100, REVINF),
    rx(110, "REVINFProd"),
    rx(120, "uct\x06.SZ02\r"),
    rx(300, "SZ03\r"),
  ];
  expect(left("honeywell-serial", entries)).toEqual(["0 SZ01\r", "120 SZ02\r", "300 SZ03\r"]);
});

test("what only begins like an answer stays, when its time is over, at the next command, and at the end", () => {
  const begun = [tx(0, TRIGGER), rx(10, "\x02")];
  expect(left("newland-serial", [...begun, rx(2000, "SZ\r")])).toEqual(["500 \x02", "2000 SZ\r"]);
  expect(left("newland-serial", [...begun, tx(100, TRIGGER), rx(120, ACK)])).toEqual(["100 \x02"]);
  expect(left("newland-serial", begun)).toEqual(["10 \x02"]);
});

test("of a HID scanner the report that answers goes", () => {
  const command = `\x04\x09${TRIGGER}`.padEnd(64, "\0");
  const label = "\x02\x05SZ02\r";
  const entries = [tx(0, command), rx(5, label.padEnd(64, "\0")), rx(10, `\x02\x07${ACK}`.padEnd(64, "\0"))];
  expect(left("hid-scanner-newland", entries)).toEqual([`5 ${label}`]);
});

test("without a question there is no answer", () => {
  expect(left("honeywell-serial", [rx(0, "REVINF\x06.\r")])).toEqual(["0 REVINF\x06.\r"]);
});
