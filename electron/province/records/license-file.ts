/** The file of a license as it travels: base64 text. What the bytes are (OFD, PDF, anything) is the verifier's question. */
import { fault } from "../../domain/fault.ts";
import { failed, ok, type Result } from "../../domain/result.ts";

/** @param call for the fault. Line breaks and a `data:` prefix are let pass; characters outside the alphabet are not. */
export function readLicenseFile(text: string, call: string): Result<Uint8Array> {
  const body = text.replace(/^data:[^,]{0,200},/, "").replace(/\s+/g, "");
  if (body === "") return failed(fault("license.no-file", { call }));
  const bytes = Buffer.from(body, "base64");
  const digits = body.replace(/={1,2}$/, "").length;
  // Node drops what is not base64 instead of complaining; the length shows it.
  if (digits % 4 === 1 || bytes.length !== Math.floor((digits * 3) / 4)) {
    return failed(fault("license.unreadable", { call, reason: "base64" }));
  }
  return ok(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length));
}
