/** The administrator's devices: what is connected and how it is, what is at the ports, and the profiles that say how to read. */
import { HeartPulse, Usb } from "lucide-react";
import { type ReactNode, useEffect, useState } from "react";
import type { DevicesView } from "../../../electron/contract/devices.ts";
import { Button } from "../../components/button.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useDeviceLine } from "../../state/device-line-store.ts";
import { useDevices } from "../../state/devices-store.ts";
import { useProfileSet } from "../../state/profile-set-store.ts";
import { useRecordings } from "../../state/recordings-store.ts";
import { useStatus } from "../../state/status-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { AdministrationHead } from "../administration/administration-head.tsx";
import { CounterNotice } from "../counter/counter-notice.tsx";
import { DeviceDetail } from "./device-detail.tsx";
import { DeviceTable } from "./device-table.tsx";
import { DeviceTask } from "./device-task.tsx";
import { PortTable } from "./port-table.tsx";
import { ProfileSetDialog } from "./profile-set-dialog.tsx";
import { ProfileSetTools } from "./profile-set-tools.tsx";
import { ProfileTable } from "./profile-table.tsx";
import { RecordingDialog } from "./recording-dialog.tsx";
import { RecordingTable } from "./recording-table.tsx";

/** States are pushed; what was last read is not. */
const LOOK_AGAIN_MS = 3_000;
const TABS = ["devices", "ports", "profiles", "recordings"] as const;
type Tab = (typeof TABS)[number];

export function DevicesScreen(): ReactNode {
  const { devicesScreen: words } = useStrings();
  const [tab, setTab] = useState<Tab>("devices");
  const view = useDevices((devices) => devices.view);
  const { load, awaitPlug, selfTest } = useDevices.getState();
  useEffect(() => {
    void load();
    const timer = setInterval(() => void load(), LOOK_AGAIN_MS);
    const stop = useStatus.subscribe(() => void load());
    return () => {
      clearInterval(timer);
      stop();
      useRecordings.getState().leave();
      useDeviceLine.getState().leave();
      useProfileSet.getState().leave();
      useDevices.getState().leave();
    };
  }, [load]);
  // Wherever a device was added from: it is tried among the devices.
  const isTrying = useDeviceLine((line) => line.trial?.isRunning === true);
  useEffect(() => {
    if (isTrying) setTab("devices");
  }, [isTrying]);
  const show = (next: Tab) => {
    setTab(next);
    if (next === "ports") void useDevices.getState().loadPorts();
  };
  const faulty = view?.devices.filter(({ fault }) => fault !== undefined).length ?? 0;
  const hasProcess = view?.process.state !== "none";
  useKeys([
    ["F5", () => void (tab === "ports" ? useDevices.getState().loadPorts() : load())],
    ...(hasProcess ? ([["F6", () => void awaitPlug()]] as const) : []),
    ...TABS.map((name, index) => [String(index + 1), () => show(name)] as const),
  ]);
  return (
    <main className="administration" tabIndex={-1}>
      <AdministrationHead open="devices" hint={words.hint}>
        <Button icon={HeartPulse} isDisabled={!hasProcess} onPress={() => void selfTest()}>
          {words.selfTest}
        </Button>
        <Button icon={Usb} keyName="F6" isDisabled={!hasProcess} onPress={() => void awaitPlug()}>
          {words.plug}
        </Button>
      </AdministrationHead>
      {view && view.process.state !== "running" && (
        <p className="administration__warning" role="status">
          {words.process[view.process.state]}
        </p>
      )}
      {view && (
        <div className="devices__body" data-wide={tab !== "devices"}>
          <section className="administration__tables" aria-label={words.tabs[tab]}>
            <div className="administration__tabs">
              <div className="administration__tab-row" role="tablist">
                {TABS.map((name) => (
                  <button
                    key={name}
                    type="button"
                    role="tab"
                    className="administration__tab"
                    aria-selected={tab === name}
                    onMouseDown={(event) => event.preventDefault()}
                    onClick={() => show(name)}
                  >
                    {words.tabs[name]}
                    {name === "devices" && faulty > 0 && (
                      <span className="administration__tab-count" data-bad="true">
                        {words.faulty(faulty)}
                      </span>
                    )}
                    {(name === "devices" || name === "profiles") && (
                      <span className="administration__tab-count">{view[name].length}</span>
                    )}
                  </button>
                ))}
              </div>
              {tab === "profiles" && <ProfileSetTools view={view} />}
            </div>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
            <div className="administration__scroll" role="tabpanel" tabIndex={0} aria-label={words.tabs[tab]}>
              {tab === "devices" && <DeviceTable view={view} />}
              {tab === "ports" && <PortTable view={view} />}
              {tab === "recordings" && <RecordingTable view={view} />}
              {tab === "profiles" && <ProfileTable profiles={view.profiles} />}
            </div>
          </section>
          {tab === "devices" && <DeviceDetail view={view} />}
        </div>
      )}
      <DeviceTask />
      <ProfileSetDialog />
      {view && <OpenRecording view={view} />}
      <CounterNotice />
    </main>
  );
}

function OpenRecording({ view }: { readonly view: DevicesView }): ReactNode {
  const fileName = useRecordings(({ open }) => open?.recording.fileName);
  return fileName === undefined ? null : <RecordingDialog key={fileName} view={view} />;
}
