/** The last minute of every configured device, until somebody asks for it, and one line shown while it passes. */
import { isDeepStrictEqual } from "node:util";
import type { Clock } from "../clock.ts";
import { createRawLines, type RawLines } from "../diagnostics/raw-line.ts";
import { redactTrace } from "../diagnostics/redact-trace.ts";
import { createTraceRing, recorded, type TraceEntry, type TraceRing } from "../diagnostics/trace-ring.ts";
import { traceText } from "../diagnostics/trace-text.ts";
import { withoutAnswers } from "../diagnostics/without-answers.ts";
import { isMiddleware, type Profile } from "../profiles/profile.ts";
import type { TransportFactory } from "../transports/transport.ts";
import type { RawLine } from "./device-contract.ts";

export interface Recordings {
  /** The same transport, noted under this device from now on; what was noted before stays, unless its profile was another. */
  record(deviceId: string, profile: Profile, createTransport: TransportFactory): TransportFactory;
  /** Forgets the devices that are not named. */
  keepOnly(deviceIds: readonly string[]): void;
  /** What was said on any line so far is overwritten. */
  forget(): void;
  /** The recording as a file, with everything personal replaced. Undefined where nothing passed. */
  textOf(deviceId: string): string | undefined;
  /** Shows this line from now on, and no other. */
  watch(deviceId: string | undefined): void;
}

/** Of a smart card nothing is shown: its days are packed digits, which a label would pass for controls. */
const rawKindOf = (profile: Profile) =>
  isMiddleware(profile) || profile.kind === "barcode-scanner" ? "labels" : "frames";

interface Kept {
  readonly ring: TraceRing;
  readonly profile: Profile;
  readonly show: RawLines;
}

export function createRecordings(clock: Clock, onLine: (deviceId: string, line: RawLine) => void): Recordings {
  const kept = new Map<string, Kept>();
  let watched: string | undefined;
  return {
    record(deviceId, profile, createTransport) {
      const before = kept.get(deviceId);
      // What was said under another profile, or the same one before it was changed, would be redacted under the wrong one.
      const isSame = before !== undefined && isDeepStrictEqual(before.profile, profile);
      if (!isSame) before?.ring.clear();
      const ring = isSame ? before.ring : createTraceRing(clock);
      const show = createRawLines(rawKindOf(profile));
      kept.set(deviceId, { ring, profile, show });
      const note = (entry: TraceEntry) => {
        ring.note(entry);
        if (watched === deviceId) onLine(deviceId, show(entry, Math.round(clock.wallMs())));
      };
      return recorded({ note }, clock, createTransport);
    },
    keepOnly(deviceIds) {
      for (const id of [...kept.keys()].filter((id) => !deviceIds.includes(id))) kept.delete(id);
    },
    forget() {
      for (const { ring } of kept.values()) ring.clear();
    },
    textOf(deviceId) {
      const found = kept.get(deviceId);
      const said = found ? withoutAnswers(found.ring.entries(), found.profile) : [];
      if (!found || said.length === 0) return undefined;
      const entries = redactTrace(said, found.profile, Math.random);
      return traceText(entries, { profile: found.profile.id, platform: process.platform }, said);
    },
    watch(deviceId) {
      watched = deviceId;
    },
  };
}
