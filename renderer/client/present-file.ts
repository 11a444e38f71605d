/** Hands a license file (OFD or PDF) to the host as bytes. Its name is not sent: file names are often personal. */
import { type Fault, fault, isFaultCode } from "../../electron/domain/fault.ts";

type PresentReply = { readonly ok: true } | { readonly fault: Fault };

/** @returns the fault, or undefined when the host took the file. */
export async function presentFile(file: Blob): Promise<Fault | undefined> {
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
    // A reply that is no JSON and a connection that broke are one and the same to the clerk.
    if (error instanceof TypeError || error instanceof SyntaxError) return fault("call.carrier-lost");
    throw error;
  }
}
