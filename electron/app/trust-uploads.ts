/** The one file that an administrator is about to import: comes in pieces, is held in memory, goes when its time is over. */
import { fault } from "../domain/fault.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import { fromBase64 } from "../seal/base64.ts";
import { visibleText } from "../seal/visible-text.ts";
import type { Clock, Identifiers } from "./ports/surroundings.ts";
import type { GivenFile } from "./ports/trust.ts";

/** A bundle with 500,000 revocations is about 40 MB. */
const MAX_BYTES = 96 * 1024 * 1024;
const KEPT_MS = 15 * 60_000;

export interface UploadPiece {
  /** Absent: the first piece. */
  readonly uploadId?: string | undefined;
  readonly fileName: string;
  readonly offset: number;
  /** Base64. */
  readonly piece: string;
}

export interface UploadState {
  readonly uploadId: string;
  readonly sizeBytes: number;
}

export interface TrustUploads {
  add(piece: UploadPiece, by: string): Result<UploadState>;
  /** The whole file as far as it has come; only for who gave it. */
  file(uploadId: string, by: string): Result<GivenFile>;
  drop(): void;
}

interface Held {
  readonly id: string;
  readonly by: string;
  readonly fileName: string;
  readonly pieces: Uint8Array[];
  sizeBytes: number;
  touchedAt: number;
  /** Somebody has looked at it: what is taken afterwards is what was seen. */
  isSeen: boolean;
}

export function createTrustUploads(clock: Clock, identifiers: Identifiers): TrustUploads {
  let held: Held | undefined;
  const begin = (fileName: string, by: string): Held => {
    return {
      id: identifiers.handle(),
      by,
      fileName: visibleText(fileName),
      pieces: [],
      sizeBytes: 0,
      touchedAt: clock.now(),
      isSeen: false,
    };
  };
  const find = (uploadId: string, by: string): Held | undefined => {
    if (held && clock.now() - held.touchedAt > KEPT_MS) held = undefined;
    return held?.id === uploadId && held.by === by ? held : undefined;
  };
  return {
    add({ uploadId, fileName, offset, piece }, by) {
      const upload = uploadId === undefined ? begin(fileName, by) : find(uploadId, by);
      if (!upload || upload.isSeen || upload.sizeBytes !== offset) return failed(fault("trust.no-upload"));
      const bytes = fromBase64(piece);
      if (!bytes) return failed(fault("call.invalid", { command: "trust.upload", path: "piece" }));
      if (offset + bytes.length > MAX_BYTES) {
        held = undefined;
        return failed(fault("trust.too-large", { limitBytes: MAX_BYTES }));
      }
      held = upload;
      upload.pieces.push(bytes);
      upload.sizeBytes += bytes.length;
      upload.touchedAt = clock.now();
      return ok({ uploadId: upload.id, sizeBytes: upload.sizeBytes });
    },
    file(uploadId, by) {
      const upload = find(uploadId, by);
      if (!upload) return failed(fault("trust.no-upload"));
      upload.touchedAt = clock.now();
      upload.isSeen = true;
      return ok({ bytes: joined(upload), fileName: upload.fileName, by });
    },
    drop() {
      held = undefined;
    },
  };
}

/** Joined once, and kept so. */
function joined(upload: Held): Uint8Array {
  if (upload.pieces.length === 1 && upload.pieces[0]) return upload.pieces[0];
  const whole = new Uint8Array(upload.sizeBytes);
  let at = 0;
  for (const piece of upload.pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  upload.pieces.splice(0, upload.pieces.length, whole);
  return whole;
}
