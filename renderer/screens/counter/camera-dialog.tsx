/** A service code before the camera: the live picture, a frame to hold the phone into, and what to do next as one sentence. */
import { Camera, Flashlight, RefreshCw, SwitchCamera } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { NoticeStrip } from "../../components/notice-strip.tsx";
import { Spinner } from "../../components/spinner.tsx";
import type { KeyBindings } from "../../components/use-keys.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { type CameraOfDialog, useCamera } from "./use-camera.ts";

export function CameraDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const strings = useStrings();
  const video = useRef<HTMLVideoElement>(null);
  const camera = useCamera(video, (text) => {
    onClose();
    void useCounter.getState().scan(text, "camera");
  });
  const { switchCamera, toggleLight, retry, state } = camera;
  const hasFailed = state.kind === "failed";
  const keys: KeyBindings = [
    ["C", switchCamera],
    ["T", toggleLight],
    ["Enter", () => hasFailed && retry()],
  ];
  return (
    <Dialog title={strings.camera.title} hint={strings.camera.lead} onClose={onClose} keys={keys} width="receipt">
      <div className="camera" data-state={state.kind} data-hint={camera.hint}>
        <video ref={video} className="camera__picture" aria-label={strings.camera.picture} autoPlay muted playsInline />
        {hasFailed ? (
          <Camera className="camera__off" size="4rem" aria-hidden="true" />
        ) : (
          <span className="camera__frame" />
        )}
      </div>
      <Below camera={camera} />
      <div className="dialog__foot">
        <CameraButtons camera={camera} />
        <Button keyName="Escape" size="large" onPress={onClose} keepsFocus>
          {strings.dialogs.back}
        </Button>
      </div>
    </Dialog>
  );
}

/** The hint while it is live; else why it is not, and what to do. */
function Below({ camera: { state, hint } }: { readonly camera: CameraOfDialog }): ReactNode {
  const strings = useStrings();
  const isAdministrator = useCounter(({ view }) => view?.clerk?.role === "administrator");
  if (state.kind === "failed") return <NoticeStrip fault={state.fault} isAdministrator={isAdministrator} />;
  return (
    <p className="camera__hint" role="status">
      {state.kind === "opening" && <Spinner size="1.2em" />}
      {state.kind === "opening" ? strings.camera.opening : strings.camera.hints[hint]}
    </p>
  );
}

function CameraButtons({ camera }: { readonly camera: CameraOfDialog }): ReactNode {
  const strings = useStrings();
  const { state, isLit } = camera;
  if (state.kind === "opening") return null;
  if (state.kind === "failed") {
    return (
      <Button keyName="Enter" size="large" tone="primary" icon={RefreshCw} onPress={camera.retry} keepsFocus>
        {strings.camera.retry}
      </Button>
    );
  }
  return (
    <>
      {state.camera.hasTorch && (
        <Button keyName="T" size="large" icon={Flashlight} isPressed={isLit} onPress={camera.toggleLight} keepsFocus>
          {strings.camera.light}
        </Button>
      )}
      {state.ids.length > 1 && (
        <Button keyName="C" size="large" icon={SwitchCamera} onPress={camera.switchCamera} keepsFocus>
          {strings.camera.switch}
        </Button>
      )}
    </>
  );
}
