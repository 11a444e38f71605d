/** Frames over the pipes of a SAM_V reader: head and rest apart, in any order, in any pieces. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type BulkPipes,
  bulkCarrierFor,
  PipeJoiner,
  splitForPipes,
} from "../../../../../native-devices/codecs/sdt/bulk-pipes.ts";
import { createSdtFramer, encodeSdtFrame } from "../../../../../native-devices/codecs/sdt/frame.ts";

const samV: BulkPipes = { headOut: 2, bodyOut: 6, headIn: 1, bodyIn: 5 };
const onePipe: BulkPipes = { headOut: 2, bodyOut: 2, headIn: 1, bodyIn: 1 };
const hexOf = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");
const frame = encodeSdtFrame(new Uint8Array(1287).map((_, at) => (at * 7) & 0xff));
const head = frame.subarray(0, 7);
const rest = frame.subarray(7);

const piecesOf = (bytes: Uint8Array, size: number) =>
  Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) => bytes.subarray(at * size, (at + 1) * size));

/** Bodies and breaks that a framer makes of what the joiner gives. */
function framesOf(joiner: PipeJoiner, pieces: readonly { endpoint: number; bytes: Uint8Array }[]): string[] {
  const framer = createSdtFramer();
  const events = pieces.flatMap((piece) => framer.push(joiner.take(piece), 0));
  return events.map((event) => (event.kind === "frame" ? hexOf(event.body) : event.reason));
}
const whole = hexOf(frame.subarray(7, -1));

describe("out", () => {
  test("go seven bytes over one pipe and the rest over another", () => {
    const request = encodeSdtFrame(Uint8Array.of(0x20, 1));
    expect(splitForPipes(samV, request).map(({ endpoint, bytes }) => [endpoint, hexOf(bytes)])).toEqual([
      [2, "aaaaaa96690003"],
      [6, "200122"],
    ]);
  });

  test("or all of it over one", () => {
    expect(splitForPipes(onePipe, frame)).toEqual([{ endpoint: 2, bytes: frame }]);
  });
});

describe("pipes of an interface", () => {
  const pipe = (direction: "in" | "out", endpointNumber: number, type = "bulk") => ({
    direction,
    endpointNumber,
    type,
  });
  const four = [pipe("in", 1), pipe("in", 5), pipe("out", 2), pipe("out", 6)];

  test("are taken where all of them are there", () => {
    expect(bulkCarrierFor(samV, four)?.inEndpoints).toEqual([1, 5]);
    for (const one of four) {
      expect(
        bulkCarrierFor(
          samV,
          four.filter((other) => other !== one),
        ),
      ).toBeUndefined();
    }
  });

  test("are found by their kind for a reader with one each way", () => {
    const found = [pipe("in", 3, "interrupt"), pipe("out", 4), pipe("in", 7)];
    const carrier = bulkCarrierFor("single", found);
    expect(carrier?.inEndpoints).toEqual([7]);
    expect(carrier?.split(frame)).toEqual([{ endpoint: 4, bytes: frame }]);
    expect(bulkCarrierFor("single", [pipe("in", 3, "interrupt"), pipe("out", 4)])).toBeUndefined();
  });
});

describe("in", () => {
  test("the rest may come in any pieces, and wholly or partly before its head", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.nat(1300), (size, early) => {
        const pieces = piecesOf(rest, size).map((bytes) => ({ endpoint: 5, bytes }));
        const before = early % (pieces.length + 1);
        const arrived = [...pieces.slice(0, before), { endpoint: 1, bytes: head }, ...pieces.slice(before)];
        expect(framesOf(new PipeJoiner(samV), arrived)).toEqual([whole]);
      }),
    );
  });

  test("a head split at any point waits for its other part, garbage before it or not", () => {
    for (const garbage of [[], [0xaa], [0, 0xff, 0xaa, 0x96]]) {
      const bytes = Uint8Array.of(...garbage, ...head);
      for (let at = 0; at <= bytes.length; at += 1) {
        const arrived = [
          { endpoint: 1, bytes: bytes.subarray(0, at) },
          { endpoint: 5, bytes: rest },
          { endpoint: 1, bytes: bytes.subarray(at) },
        ];
        expect(framesOf(new PipeJoiner(samV), arrived), `split at ${at}`).toEqual([whole]);
      }
    }
  });

  test.each([
    ["one pipe", onePipe],
    ["the first of two pipes", samV],
  ])("a whole frame over %s is taken, whatever the size of its pieces", (_name, pipes) => {
    const size = fc.integer({ min: 7, max: 1300 });
    fc.assert(
      fc.property(size, (most) => {
        const arrived = piecesOf(frame, most).map((bytes) => ({ endpoint: 1, bytes }));
        expect(framesOf(new PipeJoiner(pipes), arrived)).toEqual([whole]);
      }),
    );
  });

  test("over one pipe every split point makes the same frame, of a short answer and of a card", () => {
    const short = encodeSdtFrame(Uint8Array.of(0, 0, 0x80));
    for (const bytes of [short, frame]) {
      const body = hexOf(bytes.subarray(7, -1));
      for (let at = 1; at < bytes.length; at += 1) {
        const pieces = [bytes.subarray(0, at), bytes.subarray(at)].map((part) => ({ endpoint: 1, bytes: part }));
        expect(framesOf(new PipeJoiner(onePipe), pieces)).toEqual([body]);
      }
    }
  });

  test("a rest whose head was lost spoils nothing that is asked afterwards", () => {
    const joiner = new PipeJoiner(samV);
    expect(framesOf(joiner, [{ endpoint: 5, bytes: rest }])).toEqual([]);
    joiner.reset();
    const again = [
      { endpoint: 1, bytes: head },
      { endpoint: 5, bytes: rest },
    ];
    expect(framesOf(joiner, again)).toEqual([whole]);
  });

  test("a head whose rest was lost makes no frame of the next rest", () => {
    const joiner = new PipeJoiner(samV);
    joiner.take({ endpoint: 1, bytes: head });
    const other = encodeSdtFrame(Uint8Array.of(0, 0, 0x80));
    const pieces = [
      { endpoint: 1, bytes: other.subarray(0, 7) },
      { endpoint: 5, bytes: other.subarray(7) },
    ];
    expect(framesOf(joiner, pieces)).toEqual(["000080"]);
  });

  test("rests without end are not kept", () => {
    const joiner = new PipeJoiner(samV);
    for (let turn = 0; turn < 100; turn += 1) joiner.take({ endpoint: 5, bytes: new Uint8Array(64) });
    expect(joiner.take({ endpoint: 1, bytes: head }).length).toBeLessThanOrEqual(7 + 4096);
  });

  test("any bytes on any pipe never throw", () => {
    const piece = fc.record({ endpoint: fc.constantFrom(1, 5), bytes: fc.uint8Array({ maxLength: 80 }) });
    fc.assert(fc.property(fc.array(piece), (pieces) => void framesOf(new PipeJoiner(samV), pieces)));
  });
});
