/** The dialog that is open over the device screen. */
import type { ReactNode } from "react";
import { useDevices } from "../../state/devices-store.ts";
import { AddDialog } from "./add-dialog.tsx";
import { ChangeDialog } from "./change-dialog.tsx";
import { PlugDialog } from "./plug-dialog.tsx";
import { ProfileDialog } from "./profile-dialog.tsx";
import { ReopenedDialog } from "./reopened-dialog.tsx";
import { SelfTestDialog } from "./self-test-dialog.tsx";

export function DeviceTask(): ReactNode {
  const task = useDevices((devices) => devices.task);
  switch (task?.kind) {
    case "plugging":
      return <PlugDialog task={task} />;
    case "adding":
      return <AddDialog ports={task.ports} wanted={task.profileId} />;
    case "changing":
      return <ChangeDialog key={task.device.deviceId} device={task.device} />;
    case "reopened":
      return <ReopenedDialog task={task} />;
    case "testing":
      return <SelfTestDialog checks={task.checks} />;
    case "profile":
      return <ProfileDialog key={task.profileId} task={task} />;
    default:
      return null;
  }
}
