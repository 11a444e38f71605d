/** The readers without hardware: bytes through the real drivers in the device process. */
import type { DeviceConfig } from "../../../native-devices/host/device-contract.ts";

export const VIRTUAL_DEVICES: readonly DeviceConfig[] = [
  { deviceId: "scanner", isEnabled: true, profile: "training-scanner", path: "virtual:scanner" },
  { deviceId: "card-reader", isEnabled: true, profile: "sdt-serial-115200", path: "virtual:card-reader" },
];
