/** "Plug it in now": what was there before, what came, and on to what it could be. */
import { type ReactNode, useEffect } from "react";
import type { DevicePortView } from "../../../electron/contract/devices.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { Spinner } from "../../components/spinner.tsx";
import { type DeviceTask, useDevices } from "../../state/devices-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceFault } from "./device-fault.tsx";

const LOOK_AGAIN_MS = 1_000;
/**
 * So long nothing more may be learned. One device shows as several ports, one after the other, and what the system says
 * of a port, maker and lasting link, may come some looks after the port itself.
 */
const SETTLED_MS = 2_500;

const signOf = ({ path, usage, vendorId, stablePath }: DevicePortView) =>
  [path, usage, vendorId, stablePath].map((part) => part ?? "").join(" ");

export function PlugDialog({ task }: { readonly task: Extract<DeviceTask, { kind: "plugging" }> }): ReactNode {
  const { plugDialog: words } = useStrings();
  const fault = useDevices((devices) => devices.fault);
  const { before, appeared, vanished } = task;
  const { leaveTask, lookForPlugged, open } = useDevices.getState();
  useEffect(() => {
    if (before === undefined) return undefined;
    const timer = setInterval(() => void lookForPlugged(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [before, lookForPlugged]);
  const count = appeared.length;
  const seen = appeared.map(signOf).join("\n");
  useEffect(() => {
    if (seen === "") return undefined;
    const timer = setTimeout(() => {
      const now = useDevices.getState().task;
      if (now?.kind === "plugging") open({ kind: "adding", ports: now.appeared });
    }, SETTLED_MS);
    return () => clearTimeout(timer);
  }, [seen, open]);
  return (
    <Dialog title={words.waitingTitle} hint={words.waitingHint} onClose={leaveTask} width="medium">
      <div className="plug" role="status">
        <Spinner size="2em" />
        <div>
          <p>{before === undefined ? "" : words.before(before)}</p>
          <p className="plug__now">{count > 0 ? words.appeared(count) : words.waiting}</p>
          {vanished.map(({ path }) => (
            <p key={path}>{words.vanished(path)}</p>
          ))}
        </div>
      </div>
      {fault && <DeviceFault fault={fault} />}
      <p className="dialog__hint">{words.nothing}</p>
      <div className="dialog__foot">
        <Button keyName="Escape" size="large" onPress={leaveTask} keepsFocus>
          {words.cancel}
        </Button>
      </div>
    </Dialog>
  );
}
