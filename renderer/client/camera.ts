/** One camera, from being asked for to being let go. Only its picture: no sound is ever asked for. */
import { fault } from "../../electron/domain/fault.ts";
import { failed, ok, type Result } from "../../electron/domain/result.ts";
import { faultOfCamera } from "./camera-faults.ts";

export interface Camera {
  readonly stream: MediaStream;
  readonly deviceId: string;
  readonly hasTorch: boolean;
  /** @returns whether the light is as wanted now. */
  light(isOn: boolean): Promise<boolean>;
  /** The camera's lamp goes out; calling it twice does nothing more. */
  stop(): void;
}

/** Codes of one module on 3 pixels and more; larger frames only take longer. */
const SIZE = { width: { ideal: 1280 }, height: { ideal: 720 } } as const;

/** @param deviceId a certain one; without it the one that looks at the citizen's side. @param onGone it was unplugged while live. */
export async function openCamera(deviceId: string | undefined, onGone: () => void): Promise<Result<Camera>> {
  // Missing outside secure contexts and where a policy of the system takes it away.
  if (!navigator.mediaDevices) return failed(fault("camera.unavailable"));
  const which = deviceId === undefined ? { facingMode: { ideal: "environment" } } : { deviceId: { exact: deviceId } };
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: false, video: { ...SIZE, ...which } });
    const [track] = stream.getVideoTracks();
    return track ? ok(cameraOf(stream, track, onGone)) : failed(fault("camera.none"));
  } catch (error) {
    return failed(faultOfCamera(error));
  }
}

/** The lamp is not in every browser's type list yet. */
type Lamp = { readonly torch?: boolean };

function cameraOf(stream: MediaStream, track: MediaStreamTrack, onGone: () => void): Camera {
  track.addEventListener("ended", onGone);
  return {
    stream,
    deviceId: track.getSettings().deviceId ?? "",
    hasTorch: (track.getCapabilities() as Lamp).torch === true,
    light: (torch) =>
      track.applyConstraints({ advanced: [{ torch } as MediaTrackConstraintSet] }).then(
        () => true,
        () => false,
      ),
    stop() {
      track.removeEventListener("ended", onGone);
      for (const one of stream.getTracks()) one.stop();
    },
  };
}

/** @returns the ids of all cameras, in the order of the system. */
export async function cameraIds(): Promise<readonly string[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === "videoinput").map(({ deviceId }) => deviceId);
}

/** The one after `current`, round and round. */
export function cameraAfter(ids: readonly string[], current: string): string | undefined {
  return ids[(ids.indexOf(current) + 1) % Math.max(1, ids.length)];
}
