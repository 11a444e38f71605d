/** Hands a license file (OFD or PDF) to the host as bytes. Its name is not sent: file names are often personal. */
import { MAX_PRESENTED_BYTES } from "../../electron/contract/counter.ts";
import { type Fault, fault, isFaultCode } from "../../electron/domain/fault.ts";
import { readFile } from "./read-file.ts";

type PresentReply = { readonly ok: true } | { readonly fault: Fault };

/** @returns the fault, or undefined when the host took the file. */
export async function presentFile(file: Blob): Promise<Fault | undefined> {
  if (file.size > MAX_PRESENTED_BYTES) return fault("license.too-large", { bytes: file.size });
  try {
    const response = await fetch("/present", {
      method: "POST",
      headers: { "content-type": "application/octet-stream" },
      body: file,
    });
    const reply = (await response.json()) as PresentReply;
    if ("ok" in reply) return undefined;
    return isFaultCode(reply.fault.code) ? reply.fault : fault("internal.unexpected");
  } catch (error) {
    // A reply that is no JSON and a connection that broke are one and the same to the clerk, a file that went away is not.
    if (error instanceof TypeError || error instanceof SyntaxError) return lostOn(file);
    throw error;
  }
}

async function lostOn(file: Blob): Promise<Fault> {
  // Of one that is gone the size is 0 as well, and a part of nothing can always be read.
  const end = await readFile(file.size === 0 ? file : file.slice(-1));
  return end.ok ? fault("call.carrier-lost") : end.fault;
}
