/** The state of a device as a chip. */
import type { ReactNode } from "react";
import type { DeviceView } from "../../../electron/contract/devices.ts";
import { Chip, type ChipTone } from "../../components/chip.tsx";
import { useStrings } from "../../strings/use-strings.ts";

const TONES: Readonly<Record<DeviceView["state"], ChipTone>> = {
  ready: "good",
  reading: "accent",
  opening: "outline",
  absent: "warn",
  backoff: "warn",
  "busy-elsewhere": "bad",
  faulted: "bad",
  disabled: "neutral",
};

export function DeviceState({ state }: Pick<DeviceView, "state">): ReactNode {
  const { words } = useStrings();
  return <Chip tone={TONES[state]}>{words.readerStates[state]}</Chip>;
}
