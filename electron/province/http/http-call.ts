/** A call and its answer as plain values, and how long each may take. */

export interface Deadlines {
  /** From asking until the connection stands, name lookup and TLS included. */
  readonly connectMs: number;
  /** Longest silence while an answer is awaited or arriving. */
  readonly idleMs: number;
  /** From the standing connection to the last byte; what bounds an answer that drips. */
  readonly totalMs: number;
  /** `totalMs` of calls that bring files. */
  readonly fileTotalMs: number;
}

export interface HttpCall {
  /** Interface and call, as faults name it: `license-app/holder`. */
  readonly name: string;
  readonly method: "GET" | "HEAD" | "POST";
  readonly url: URL;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: HttpBody;
  /**
   * Whether sending it twice does no harm; all but POST unless said otherwise. Only such a call is sent anew: when a kept
   * connection turns out to be closed (whether the first one arrived, nobody can tell), and after a short `Retry-After`.
   */
  readonly isRepeatable?: boolean;
  /** `file` waits for `fileTotalMs`; a number overrides both. */
  readonly patience?: "call" | "file" | { readonly totalMs: number };
  /** Default 20 MB. */
  readonly maxBytes?: number;
  /** Told of each piece of the answer as it arrives: what has come is known although the rest may never come. */
  readonly onPiece?: (piece: Uint8Array, head: AnswerHead) => void;
}

export interface AnswerHead {
  readonly status: number;
  readonly etag: string | undefined;
  /** `Content-Range`, of an answer that is a part. */
  readonly range: string | undefined;
  /** `Content-Type` without its parameters, in lower case. */
  readonly type?: string;
  /** How long the other side asks to be left alone (`Retry-After`), bounded. */
  readonly retryAfterMs?: number;
}

export interface HttpBody {
  readonly type: "application/json" | "application/x-www-form-urlencoded";
  readonly text: string;
}

export interface HttpAnswer extends AnswerHead {
  /** The call's name, for faults found while reading. */
  readonly name: string;
  readonly body: Uint8Array;
}

export function jsonBody(value: unknown): HttpBody {
  return { type: "application/json", text: JSON.stringify(value) };
}

export function formBody(fields: Readonly<Record<string, string>>): HttpBody {
  return { type: "application/x-www-form-urlencoded", text: new URLSearchParams(fields).toString() };
}
