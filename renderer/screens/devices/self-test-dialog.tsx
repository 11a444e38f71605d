/** The self-test of the readers: every check with its outcome, and what to do about the bad ones. */
import { type ReactNode, useMemo } from "react";
import type { DeviceCheckView } from "../../../electron/contract/devices.ts";
import { Button } from "../../components/button.tsx";
import { Chip, type ChipTone } from "../../components/chip.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Spinner } from "../../components/spinner.tsx";
import { useDevices } from "../../state/devices-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceFault } from "./device-fault.tsx";

const TONES: Readonly<Record<DeviceCheckView["outcome"], ChipTone>> = { good: "good", attention: "warn", bad: "bad" };

export function SelfTestDialog({ checks }: { readonly checks: readonly DeviceCheckView[] | undefined }): ReactNode {
  const { selfTest: words, deviceDetail } = useStrings();
  const { leaveTask } = useDevices.getState();
  const { view, fault } = useDevices();
  const keys = useMemo(() => [["Enter", leaveTask] as const], [leaveTask]);
  const nameOf = (id: string) => view?.devices.find(({ deviceId }) => deviceId === id)?.name ?? id;
  return (
    <Dialog title={words.title} hint={words.hint} onClose={leaveTask} keys={keys} width="medium">
      {!checks && !fault && (
        <p className="device__trying" role="status">
          <Spinner /> {words.running}
        </p>
      )}
      {checks && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <ul className="device__checks" tabIndex={0}>
          {checks.map(({ check, deviceId, outcome, ms, count, fault: reason }) => (
            <li key={`${check} ${deviceId ?? ""}`}>
              <span>{deviceId === undefined ? words.checks[check] : nameOf(deviceId)}</span>
              <span className="device__ms">
                {[count !== undefined && words.found(count), ms !== undefined && deviceDetail.ms(ms)]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
              <Chip tone={TONES[outcome]}>{words.outcomes[outcome]}</Chip>
              {reason && <DeviceFault fault={reason} />}
            </li>
          ))}
        </ul>
      )}
      {fault && <DeviceFault fault={fault} />}
      <div className="dialog__foot">
        <Button tone="primary" size="large" keyName="Enter" onPress={leaveTask} keepsFocus>
          {words.close}
        </Button>
      </div>
    </Dialog>
  );
}
