/** Turns the 1,024 bytes of a card's photo into a picture. */
import type { CardPhoto } from "../../electron/domain/person/photo.ts";

/** Vendors' libraries take some ten milliseconds; the clerk waits no longer than this for a face. */
export const DECODER_LIMIT_MS = 2000;

/** Settles within `DECODER_LIMIT_MS` and never fails: why there is no picture is part of the answer. */
export type PhotoDecoder = (wlt: Uint8Array) => Promise<CardPhoto>;
