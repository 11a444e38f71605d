/** What was changed is kept, and a device did not open with it: why, and the way back. */
import { type ReactNode, useMemo } from "react";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { type DeviceTask, useDevices } from "../../state/devices-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceFault } from "./device-fault.tsx";
import { DeviceState } from "./device-state.tsx";

export function ReopenedDialog({ task }: { readonly task: Extract<DeviceTask, { kind: "reopened" }> }): ReactNode {
  const { changeDialog: words } = useStrings();
  const { view, fault, isBusy, leaveTask } = useDevices();
  const { reopened, back } = task;
  const keys = useMemo(() => [["Enter", () => void back()]] as const, [back]);
  const nameOf = (id: string) => view?.devices.find(({ deviceId }) => deviceId === id)?.name ?? id;
  return (
    <Dialog title={words.failedTitle} hint={words.failedHint} onClose={leaveTask} keys={keys} width="medium">
      <ul className="device__checks">
        {reopened.map(({ deviceId, state, fault: reason }) => (
          <li key={deviceId}>
            <span>{nameOf(deviceId)}</span>
            <span />
            <DeviceState state={state} />
            {reason && <DeviceFault fault={reason} />}
          </li>
        ))}
      </ul>
      {fault && <DeviceFault fault={fault} />}
      <div className="dialog__foot">
        <Button keyName="Escape" size="large" onPress={leaveTask} keepsFocus>
          {words.keep}
        </Button>
        <Button tone="primary" size="large" keyName="Enter" isDisabled={isBusy} onPress={() => void back()} keepsFocus>
          {isBusy ? words.opening : words.back}
        </Button>
      </div>
    </Dialog>
  );
}
