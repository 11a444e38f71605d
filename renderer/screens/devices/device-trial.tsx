/** Trying a device out: each step with its milliseconds, and what was read. */
import type { ReactNode } from "react";
import type { DeviceStepView } from "../../../electron/contract/devices.ts";
import { Chip, type ChipTone } from "../../components/chip.tsx";
import { Spinner } from "../../components/spinner.tsx";
import { useDeviceLine } from "../../state/device-line-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceFault } from "./device-fault.tsx";
import { ReadingWarnings } from "./reading-warnings.tsx";

const TONES: Readonly<Record<DeviceStepView["outcome"], ChipTone>> = {
  done: "good",
  failed: "bad",
  "timed-out": "warn",
  skipped: "neutral",
};

export function DeviceTrial({ deviceId }: { readonly deviceId: string }): ReactNode {
  const { deviceDetail: words, devicesScreen } = useStrings();
  const trial = useDeviceLine((line) => line.trial);
  if (trial?.deviceId !== deviceId) return null;
  const { isRunning, steps, reading, fault } = trial;
  return (
    <section className="device__part" aria-label={words.trial}>
      <h3>{words.trial}</h3>
      {isRunning && (
        <p className="device__trying" role="status">
          <Spinner />
          <span>
            <strong>{words.trying}</strong>
            {words.tryingHint}
          </span>
        </p>
      )}
      {steps.length > 0 && (
        <ol className="device__steps">
          {steps.map(({ step, outcome, ms, said, fault: reason }) => (
            <li key={step}>
              <span>{words.steps[step]}</span>
              <Chip tone={TONES[outcome]}>{words.outcomes[outcome]}</Chip>
              <span className="device__ms">{outcome === "skipped" ? "–" : words.ms(ms)}</span>
              {step === "probe" && outcome !== "skipped" && !reason && (
                <p className="device__said">{devicesScreen.identity(said)}</p>
              )}
              {reason && <DeviceFault fault={reason} />}
            </li>
          ))}
        </ol>
      )}
      {reading && (
        <div className="device__got" role="status">
          {words.got} <code>{reading.masked}</code>
          <ReadingWarnings warnings={reading.warnings} />
        </div>
      )}
      {fault && <DeviceFault fault={fault} />}
    </section>
  );
}
