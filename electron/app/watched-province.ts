/** A province whose every answer tells the network watch whether it is there; nothing else changes. */
import type { Fault } from "../domain/fault.ts";
import type { Result } from "../domain/result.ts";
import { isContactFault } from "./delivery/outbox.ts";
import type { NetworkWatch } from "./network-watch.ts";
import type { CodeFamilyClient, Province } from "./ports/province.ts";

export function watchedProvince(province: Province, network: NetworkWatch): Province {
  const note = async <T>(work: Promise<Result<T>>): Promise<Result<T>> => {
    const result = await work;
    network.note(result.ok || !isContactFault(result.fault) ? undefined : contactFault(result.fault));
    return result;
  };
  const watchFamily = (client: CodeFamilyClient): CodeFamilyClient => ({
    family: client.family,
    identify: (code, usage, signal) => note(client.identify(code, usage, signal)),
    consentState: (grant, signal) => note(client.consentState(grant, signal)),
    pull: (grant, typeCode, usage, signal) => note(client.pull(grant, typeCode, usage, signal)),
  });
  const { duty, appointments } = province;
  return {
    ...province,
    families: Object.fromEntries(
      Object.entries(province.families).map(([name, client]) => [name, watchFamily(client)]),
    ),
    ...(duty
      ? { duty: { identifyByNumber: (person, usage, signal) => note(duty.identifyByNumber(person, usage, signal)) } }
      : {}),
    ...(appointments ? { appointments: { load: (day, signal) => note(appointments.load(day, signal)) } } : {}),
    catalogue: { load: (signal) => note(province.catalogue.load(signal)) },
    trust: { fetch: (etag, signal) => note(province.trust.fetch(etag, signal)) },
  };
}

/** Only what matters to the network state. */
function contactFault({ code, retry }: Fault): Fault {
  return { code, retry };
}
