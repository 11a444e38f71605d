/** The desk of a terminal that runs without readers: the command line, and tests. */
import type { DeviceDesk } from "../app/ports/devices.ts";
import { fault } from "../domain/fault.ts";
import { failed } from "../domain/result.ts";

const none = async () => failed<never>(fault("device.unavailable"));

export const noDevices: DeviceDesk = {
  view: () => ({ process: { state: "none" }, devices: [], profiles: [] }),
  ports: none,
  tryOut: none,
  selfTest: none,
  command: none,
  add: none,
  change: none,
  setEnabled: none,
  remove: none,
  watch: none,
  unwatch: () => undefined,
  onRaw: () => undefined,
  record: none,
  recordings: none,
  recording: none,
  dropRecording: none,
  replay: none,
  controlReplay: () => undefined,
  onReplayed: () => undefined,
  profile: none,
  checkProfile: none,
  saveProfile: none,
  profileSet: none,
  lookAtProfileSet: none,
  takeProfileSet: none,
  hasProfileSetToUntake: () => false,
  untakeProfileSet: none,
  dropProfile: none,
  virtual: none,
};
