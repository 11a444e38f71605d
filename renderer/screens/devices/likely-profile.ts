/** Of the profiles that a port could be read with: the one that is surely right, and the one that tells kinds apart. */
import type { DevicePortView, DeviceProfileView } from "../../../electron/contract/devices.ts";

type Profiles = readonly Pick<DeviceProfileView, "id" | "kind">[];
type Proposals = Pick<DevicePortView, "proposals">;

/** Undefined where nothing is proposed, or devices of different kinds are equally likely: a person has to say. */
export function likelyProfile({ proposals }: Proposals, profiles: Profiles): string | undefined {
  const [best] = proposals;
  if (!best) return undefined;
  const likely = proposals.filter(({ score }) => score === best.score);
  const kinds = new Set(likely.map(({ profileId }) => kindOf(profileId, profiles)));
  return kinds.size > 1 ? undefined : best.profileId;
}

/**
 * What an ID-card reader would be read with, where the port may just as well have something else: a reader answers when
 * it is asked who it is, and nothing else understands the question.
 */
export function readerToAsk(port: Proposals, profiles: Profiles): string | undefined {
  if (likelyProfile(port, profiles) !== undefined) return undefined;
  const reader = port.proposals.find(({ profileId }) => kindOf(profileId, profiles) === "id-card-reader");
  return reader?.profileId;
}

const kindOf = (id: string, profiles: Profiles) => profiles.find((profile) => profile.id === id)?.kind;
