/** A chip that scanners and ID-card readers share: whether a reader is behind it is asked, when the administrator says so. */
import { type ReactNode, useState } from "react";
import type { DeviceStepView } from "../../../electron/contract/devices.ts";
import { Button } from "../../components/button.tsx";
import { useDevices } from "../../state/devices-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceFault } from "./device-fault.tsx";

interface ReaderQuestionProps {
  readonly profileId: string;
  readonly path: string;
  /** A reader answered. */
  readonly onReader: () => void;
}

export function ReaderQuestion({ profileId, path, onReader }: ReaderQuestionProps): ReactNode {
  const { plugDialog: words } = useStrings();
  const { isBusy, ask } = useDevices();
  const [opening, setOpening] = useState<DeviceStepView>();
  const begin = async () => {
    setOpening(undefined);
    const steps = await ask({ profileId, path });
    // Opening a reader is asking who it is, at each speed.
    const opened = steps?.find(({ step }) => step === "open");
    setOpening(opened);
    if (opened?.outcome === "done") onReader();
  };
  return (
    <div className="plug__question" role="status">
      <p className="dialog__hint">{words.shared}</p>
      <Button size="small" onPress={() => void begin()} isDisabled={isBusy} keepsFocus>
        {isBusy ? words.asking : words.ask}
      </Button>
      {opening && <Answer opening={opening} />}
    </div>
  );
}

function Answer({ opening: { outcome, fault } }: { readonly opening: DeviceStepView }): ReactNode {
  const { plugDialog: words } = useStrings();
  if (outcome === "done") return <p className="plug__known">{words.isReader}</p>;
  if (fault && fault.code !== "device.silent") return <DeviceFault fault={fault} />;
  return <p className="dialog__warning">{words.isNoReader}</p>;
}
