/** A recording without anything personal, by what its device says: labels, or the frames of an ID-card reader. */
import { isMiddleware, type Profile } from "../profiles/profile.ts";
import { redactAnswers } from "./redact-answers.ts";
import { redactHidLabels } from "./redact-hid.ts";
import { redactLabels } from "./redact-labels.ts";
import { redactRecords } from "./redact-records.ts";
import { redactSdt, samIdAskedIn } from "./redact-sdt.ts";
import type { Random } from "./stand-in.ts";
import type { TraceEntry } from "./trace-ring.ts";

/** What the device was told (`tx`) stands in its profile or its protocol and stays. */
export function redactTrace(entries: readonly TraceEntry[], profile: Profile, random: Random): readonly TraceEntry[] {
  const received = entries.filter(({ dir }) => dir === "rx");
  const stream = Uint8Array.from(received.flatMap(({ bytes }) => [...bytes]));
  if (isMiddleware(profile)) return redactAnswers(entries, profile, random);
  if (profile.kind === "social-card-reader") return redactRecords(entries, random);
  if (profile.kind === "id-card-reader") redactSdt(stream, samIdAskedIn(entries), random);
  else if (profile.transport.type === "hid") redactHidLabels(stream, received, profile, random);
  else redactLabels(stream, received, profile, random);
  let at = 0;
  return entries.map((entry) => {
    if (entry.dir === "tx") return entry;
    const from = at;
    at += entry.bytes.length;
    return { ...entry, bytes: stream.slice(from, at) };
  });
}
