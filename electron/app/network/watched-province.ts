/** A province whose every answer tells the network watch how the line is; nothing else changes. Catalogue and audit are no ends of their own. */
import { isLineFault } from "../../domain/outage.ts";
import type { Result } from "../../domain/result.ts";
import type { CodeFamilyClient, LineName, Province } from "../ports/province.ts";
import type { NetworkWatch } from "./network-watch.ts";

export function watchedProvince(province: Province, network: NetworkWatch): Province {
  const { duty, acceptance, trust } = province;
  return {
    ...province,
    families: Object.fromEntries(
      Object.entries(province.families).map(([name, client]) => [name, watchedFamily(client, network)]),
    ),
    ...(duty
      ? {
          duty: {
            family: duty.family,
            identifyByNumber: (person, usage, signal) =>
              heard(network, duty.family, duty.identifyByNumber(person, usage, signal)),
          },
        }
      : {}),
    acceptance: {
      deliver: (key, body, signal) => heard(network, "platform", acceptance.deliver(key, body, signal), timed),
      find: (key, signal) => heard(network, "platform", acceptance.find(key, signal), timed),
    },
    trust: {
      // Bytes prove nothing before the import gate has judged them; "unchanged" is an answer to our own tag.
      fetch: (etag, signal) => heard(network, "trust", trust.fetch(etag, signal), (got) => (got ? "nothing" : "timed")),
    },
  };
}

/** What a good answer proves: that the end is there, with the time it took as its round trip, or nothing. */
type Proof = "there" | "timed" | "nothing";
const timed = (): Proof => "timed";

function watchedFamily(client: CodeFamilyClient, network: NetworkWatch): CodeFamilyClient {
  const { family } = client;
  return {
    family,
    // Without a person the licenses behind a code may not have been got: the next question tells.
    identify: (code, usage, signal) =>
      heard(network, family, client.identify(code, usage, signal), (got) => (got.person ? "there" : "nothing")),
    consentState: (grant, signal) => {
      const state = client.consentState(grant, signal);
      return family === "phone-consent" ? heard(network, family, state, timed) : state;
    },
    // What was fetched a moment ago comes out of the client's memory.
    pull: (grant, typeCode, usage, signal) =>
      heard(network, family, client.pull(grant, typeCode, usage, signal), () => "nothing"),
  };
}

async function heard<T>(
  network: NetworkWatch,
  line: LineName,
  work: Promise<Result<T>>,
  proofOf: (value: T) => Proof = () => "there",
): Promise<Result<T>> {
  const answered = network.calling(line);
  const result = await work;
  const proof = result.ok ? proofOf(result.value) : "nothing";
  // A refusal says nothing: a gateway in between can set a status as well.
  if (proof !== "nothing") answered({ isTimed: proof === "timed" });
  else if (!result.ok && isLineFault(result.fault)) answered({ problem: result.fault });
  return result;
}
