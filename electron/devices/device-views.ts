/** What the administrator's screens show of the readers: nothing of it says what was read. */
import type {
  CardReading,
  DeviceFault,
  DeviceReading,
  DeviceStatus,
  ProfileSummary,
} from "../../native-devices/host/device-contract.ts";
import type { DeviceProfileView, DeviceReadingView, DeviceView } from "../contract/devices.ts";
import type { ReaderView } from "../contract/status.ts";
import { type Fault, fault } from "../domain/fault.ts";
import { maskName, maskNumber } from "../domain/masking.ts";
import { present } from "../domain/present.ts";
import { failed, ok, type Result } from "../domain/result.ts";
import type { DeviceAnswer } from "./device-client.ts";

/** `detail.reason` tells the administrator what the code alone does not. */
export function faultOf({ code, reason }: DeviceFault): Fault {
  return fault(code, { reason });
}

export function readerViewOf(status: DeviceStatus, name: string): ReaderView {
  const { deviceId, kind, state, since } = status;
  return present({ deviceId, name, kind, state, since, fault: status.fault && faultOf(status.fault) });
}

interface KnownDevice {
  readonly name: string;
  readonly isEnabled: boolean;
  readonly fixedPath: string | undefined;
  readonly lastReading: DeviceReadingView | undefined;
}

export function deviceViewOf(status: DeviceStatus, { name, ...known }: KnownDevice): DeviceView {
  const { profileId, path, attempt, capabilities = [], identity } = status;
  return present({
    ...readerViewOf(status, name),
    ...known,
    profileId,
    path,
    attempt,
    capabilities: [...capabilities],
    identity,
  });
}

const MASK_LIMIT = 64;

export function readingViewOf(reading: DeviceReading): DeviceReadingView {
  const { at, ms } = reading;
  const common = { at: Math.round(at), ms: Math.round(ms * 10) / 10 };
  if (reading.kind === "unreadable") {
    const warnings = wordsOf(reading.warnings ?? []);
    return { kind: reading.reason, masked: reading.frame ?? "", size: reading.size, warnings, ...common };
  }
  if (reading.kind === "card") {
    const { name, number } = reading.card;
    const masked = `${maskName(name)} ${maskNumber(number)}`;
    const warnings = wordsOf(reading.warnings);
    return { kind: reading.isRepeat ? "repeat" : "card", masked, size: [...name].length, warnings, ...common };
  }
  const characters = [...reading.text];
  const masked = maskNumber(characters.length > MASK_LIMIT ? cut(characters) : reading.text);
  const warnings = reading.kind === "code" ? [...reading.warnings] : [];
  return { kind: reading.kind, masked, size: characters.length, warnings, ...common };
}

/** Each once. Why there is no photo says more than that there is none; other details may tell of the person. */
function wordsOf(warnings: CardReading["warnings"]): string[] {
  const words = warnings.map(({ code, detail }) => (code === "photo-unread" && detail ? detail : code));
  return [...new Set(words)];
}

/** Both ends of a long text. */
const cut = (characters: readonly string[]): string =>
  [...characters.slice(0, MASK_LIMIT / 2), ...characters.slice(-MASK_LIMIT / 2)].join("");

export function profileViewOf(summary: ProfileSummary, origin: DeviceProfileView["origin"]): DeviceProfileView {
  return { ...summary, origin, isBroken: false };
}

export function resultOf<T, U>(answer: DeviceAnswer<T>, value: (given: T) => U): Result<U> {
  return answer.ok ? ok(value(answer.value)) : failed(faultOf(answer.fault));
}
