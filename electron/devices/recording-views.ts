/** What is seen of a recording: how much it is, how much of it is a stand-in, and the pieces themselves. */
import { z } from "zod";
import type { RecordedPieceView, RecordingView } from "../contract/devices.ts";

const count = z.number().int().min(0).catch(0);

const headSchema = z.object({
  profile: z.string().catch(""),
  pieces: count,
  bytes: count,
  replaced: count,
  ms: z.number().min(0).catch(0),
});

const pieceSchema = z.object({
  t: z.number(),
  dir: z.enum(["rx", "tx"]),
  hex: z.string(),
  replaced: count,
});

/** Instant and device, as `electron/host/recording-files.ts` writes them. */
const NAME = /^(\d{4}-\d\d-\d\dT\d\d)-(\d\d)-(\d\d)-(\d{3}Z)-(.+)\.jsonl$/;

/** @param text the file, or its first line */
export function recordingViewOf(fileName: string, text: string): RecordingView {
  const [, hour, minute, second, rest, deviceId = fileName] = NAME.exec(fileName) ?? [];
  const at = Date.parse(`${hour}:${minute}:${second}.${rest}`);
  const { profile, pieces, bytes, replaced, ms } = headSchema.parse(objectOf(text.split("\n", 1)[0] ?? ""));
  return {
    fileName,
    at: Number.isNaN(at) ? 0 : at,
    deviceId,
    profileId: profile,
    pieces,
    sizeBytes: bytes,
    replacedBytes: replaced,
    ms: Math.round(ms),
  };
}

const MOST_PIECES = 200;
const MOST_BYTES = 256;

/** The first of them, and of each its first bytes. */
export function recordedPieces(text: string): RecordedPieceView[] {
  return text
    .split("\n", MOST_PIECES + 1)
    .slice(1)
    .flatMap((line) => {
      const piece = pieceSchema.safeParse(objectOf(line));
      if (!piece.success) return [];
      const { t, dir, hex, replaced } = piece.data;
      const shown = Buffer.from(hex, "hex").subarray(0, MOST_BYTES);
      const size = hex.length / 2;
      return [{ ms: Math.round(t), dir, size, hex: shown.toString("hex"), text: shown.toString("latin1"), replaced }];
    });
}

function objectOf(line: string): object {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
