/** The camera of a dialog: live while the dialog is there and not a moment longer, whatever closes it. */
import { type RefObject, useCallback, useEffect, useRef, useState } from "react";
import { type Fault, fault } from "../../../electron/domain/fault.ts";
import { type Camera, cameraAfter, cameraIds, openCamera } from "../../client/camera.ts";
import { type CameraHint, hintAtStart, nextHint } from "../../client/camera-hint.ts";
import { startLiveReading } from "../../client/live-reading.ts";

export type CameraState =
  | { readonly kind: "opening" }
  | { readonly kind: "live"; readonly camera: Camera; readonly ids: readonly string[] }
  | { readonly kind: "failed"; readonly fault: Fault };

export interface CameraOfDialog {
  readonly state: CameraState;
  readonly hint: CameraHint;
  readonly isLit: boolean;
  switchCamera(): void;
  toggleLight(): void;
  retry(): void;
}

/** @param onCode called once for the first frame with exactly one code */
export function useCamera(video: RefObject<HTMLVideoElement | null>, onCode: (text: string) => void): CameraOfDialog {
  const [state, setState] = useState<CameraState>({ kind: "opening" });
  const [hint, setHint] = useState<CameraHint>("looking");
  const [isLit, setLit] = useState(false);
  const [wanted, setWanted] = useState<{ readonly id?: string; readonly attempt: number }>({ attempt: 0 });
  const latest = useRef(onCode);
  useEffect(() => {
    latest.current = onCode;
  });

  useEffect(() => {
    const session = startSession(wanted.id, video, {
      onState: setState,
      onHint: setHint,
      onCode: (text) => latest.current(text),
    });
    setLit(false);
    return session;
  }, [wanted, video]);

  const retry = useCallback(() => setWanted(({ attempt }) => ({ attempt: attempt + 1 })), []);
  const hasFailed = state.kind === "failed";
  useEffect(() => {
    if (!hasFailed) return undefined;
    // Plugged in again: nobody has to press anything.
    navigator.mediaDevices?.addEventListener("devicechange", retry);
    return () => navigator.mediaDevices?.removeEventListener("devicechange", retry);
  }, [hasFailed, retry]);

  const live = state.kind === "live" ? state : undefined;
  return {
    state,
    hint,
    isLit,
    retry,
    switchCamera() {
      const id = live && cameraAfter(live.ids, live.camera.deviceId);
      if (live && id !== undefined && live.ids.length > 1) setWanted(({ attempt }) => ({ id, attempt: attempt + 1 }));
    },
    toggleLight() {
      if (live?.camera.hasTorch) void live.camera.light(!isLit).then((isDone) => isDone && setLit(!isLit));
    },
  };
}

interface SessionListeners {
  onState(state: CameraState): void;
  onHint(hint: CameraHint): void;
  onCode(text: string): void;
}

/** @returns what ends it: the camera stops even when it comes only after the end. */
function startSession(
  id: string | undefined,
  video: RefObject<HTMLVideoElement | null>,
  { onState, onHint, onCode }: SessionListeners,
): () => void {
  let isOver = false;
  let camera: Camera | undefined;
  let stopReading: (() => void) | undefined;
  const end = () => {
    isOver = true;
    stopReading?.();
    camera?.stop();
    if (video.current) video.current.srcObject = null;
  };
  const fail = (reason: Fault) => {
    if (isOver) return;
    end();
    onState({ kind: "failed", fault: reason });
  };
  const read = (element: HTMLVideoElement) => {
    let hints = hintAtStart(performance.now());
    return startLiveReading(element, {
      onReading(reading) {
        const [text] = reading.texts;
        if (text !== undefined && reading.texts.length === 1) {
          end();
          onCode(text);
          return;
        }
        hints = nextHint(hints, reading, performance.now());
        onHint(hints.hint);
      },
      onBroken: () => fail(fault("camera.unavailable")),
    });
  };
  const open = async () => {
    onState({ kind: "opening" });
    onHint("looking");
    const opened = await openCamera(id, () => fail(fault("camera.unplugged")));
    if (!opened.ok) return fail(opened.fault);
    camera = opened.value;
    const ids = await cameraIds();
    const element = video.current;
    if (isOver || !element) return camera.stop();
    element.srcObject = camera.stream;
    stopReading = read(element);
    onState({ kind: "live", camera, ids });
  };
  void open();
  return end;
}
