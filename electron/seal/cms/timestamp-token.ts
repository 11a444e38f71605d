/** Timestamp tokens (RFC 3161 §2.4.2; GB/T 20520-2006 has the same): SignedData around a TSTInfo. */
import { OID } from "../der/oid.ts";
import { type DerElement, openDer, readDer, refuseDer, TAG } from "../der/reader.ts";
import { derTime } from "../der/time.ts";
import { octets, smallInteger } from "../der/values.ts";
import { readAlgorithm } from "../x509/certificate.ts";
import { readExtensions } from "../x509/extensions.ts";
import { readSignedData, type SignedData } from "./signed-data.ts";

export interface TimestampToken {
  readonly data: SignedData;
  /** Epoch milliseconds: the latest instant that the authority's clock allows for, so its accuracy is added. */
  readonly generatedAt: number;
  /** The earliest one. */
  readonly earliestAt: number;
  /** Digest of what was stamped. */
  readonly imprint: { readonly algorithm: string; readonly value: Uint8Array };
}

/** A token, or a whole TimeStampResp around it as some programs store it. @throws {DerRefusal} */
export function readTimestampToken(bytes: Uint8Array): TimestampToken {
  const data = readSignedData(tokenIn(bytes));
  if (data.contentType !== OID.TIMESTAMP_INFO || !data.content) refuseDer("no timestamp inside");
  const cursor = openDer(readDer(data.content, TAG.SEQUENCE));
  if (smallInteger(cursor.next()) !== 1) refuseDer("unknown timestamp version");
  cursor.next(TAG.OBJECT_IDENTIFIER);
  const imprint = openDer(cursor.next(TAG.SEQUENCE));
  const { algorithm } = readAlgorithm(imprint.next());
  const value = octets(imprint.next());
  imprint.end();
  cursor.next(TAG.INTEGER);
  const statedAt = derTime(cursor.next(TAG.GENERALIZED_TIME));
  const accuracy = cursor.optional(TAG.SEQUENCE);
  cursor.optional(TAG.BOOLEAN);
  cursor.optional(TAG.INTEGER);
  cursor.optional(0xa0);
  const extensions = cursor.optional(0xa1);
  cursor.end();
  const unknown = extensions && readExtensions({ ...extensions, tag: TAG.SEQUENCE }).find((one) => one.isCritical);
  if (unknown) refuseDer(`critical extension ${unknown.id}`);
  const accuracyMs = accuracy ? readAccuracy(accuracy) : 0;
  const instants = { generatedAt: statedAt + accuracyMs, earliestAt: statedAt - accuracyMs };
  return { data, ...instants, imprint: { algorithm, value } };
}

/** Accuracy ::= SEQUENCE { seconds INTEGER OPTIONAL, millis [0] INTEGER OPTIONAL, micros [1] INTEGER OPTIONAL }; milliseconds. */
function readAccuracy(element: DerElement): number {
  const cursor = openDer(element);
  const seconds = cursor.optional(TAG.INTEGER);
  const [millis, micros] = [cursor.optional(0x80), cursor.optional(0x81)];
  cursor.end();
  const whole = (one: DerElement | undefined) => (one ? smallInteger({ ...one, tag: TAG.INTEGER }) : 0);
  return whole(seconds) * 1000 + whole(millis) + Math.ceil(whole(micros) / 1000);
}

/** TimeStampResp ::= SEQUENCE { status PKIStatusInfo, timeStampToken ContentInfo }; only granted ones hold a token. */
function tokenIn(bytes: Uint8Array): Uint8Array {
  if (bytes[0] !== TAG.SEQUENCE || bytes[1] === 0x80) return bytes;
  const cursor = openDer(readDer(bytes, TAG.SEQUENCE));
  const status = cursor.optional(TAG.SEQUENCE);
  if (!status) return bytes;
  const token = cursor.next(TAG.SEQUENCE);
  cursor.end();
  return token.raw;
}
