/** What went wrong below HTTP, told from Node's error codes. */
import { type Fault, fault } from "../../domain/fault.ts";

const LOOKUP = new Set(["ENOTFOUND", "EAI_AGAIN", "EAI_FAIL", "EAI_NODATA", "EAI_NONAME"]);
const NO_ROUTE = new Set(["ECONNREFUSED", "EHOSTUNREACH", "ENETUNREACH", "EHOSTDOWN", "ENETDOWN", "ETIMEDOUT"]);
const TLS = /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|HOSTNAME_MISMATCH|EPROTO)/;

/** @param isConnected false = nothing of the request can have reached the other side. */
export function networkFault(call: string, error: NodeJS.ErrnoException, isConnected: boolean): Fault {
  const code = error.code ?? "";
  if (code.startsWith("HPE_")) return fault("province.nonsense", { call, reason: "not-http" });
  return fault("province.unreachable", { call, reason: reasonOf(code, isConnected) });
}

function reasonOf(code: string, isConnected: boolean): string {
  if (LOOKUP.has(code)) return "name-lookup";
  if (TLS.test(code)) return "tls";
  if (NO_ROUTE.has(code) && !isConnected) return "no-connection";
  return isConnected ? "dropped" : "network";
}
