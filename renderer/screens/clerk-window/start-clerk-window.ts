/** Wires the clerk's window to the outside once: connection, clock, scanners, clipboard, dropping, sound. */
import { fault } from "../../../electron/domain/fault.ts";
import { startHeldDown } from "../../client/held-down.ts";
import { host } from "../../client/host.ts";
import { startIntake } from "../../client/paste-and-drop.ts";
import { openSoundOnFirstGesture, play } from "../../client/tones.ts";
import { startWedgeCapture } from "../../client/wedge-capture.ts";
import { startClipboardTraces } from "../../state/clipboard-traces.ts";
import { startClock } from "../../state/clock-store.ts";
import "../../state/connection-store.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useIntake } from "../../state/intake-store.ts";
import { useNotice } from "../../state/notice-store.ts";
import { usePreferences } from "../../state/preferences-store.ts";
import { useSession } from "../../state/session-store.ts";
import { useStatus } from "../../state/status-store.ts";

export function startClerkWindow(): void {
  host.onState((state) => {
    if (state !== "open") return;
    void useSession.getState().load();
    void useCounter.getState().load();
    void useStatus.getState().load();
  });
  host.on("signal", ({ signal, fault: reason }) => {
    if (!usePreferences.getState().isMuted) play(signal);
    if (reason) useNotice.getState().show(reason);
    else useNotice.getState().clear();
  });
  openSoundOnFirstGesture();
  startClock();
  startHeldDown();
  startScans();
  startClipboardTraces();
  host.start();
}

/** Before anyone has signed in there is nobody to scan for: the host would refuse, the screen stays quiet. */
function isSignedIn(): boolean {
  return useCounter.getState().view?.clerk !== undefined;
}

function submit(text: string, way: "keyboard" | "paste"): void {
  if (!isSignedIn()) return;
  if (!useCounter.getState().view?.isLocked) return void useCounter.getState().scan(text, way);
  if (!usePreferences.getState().isMuted) play("refused");
  useNotice.getState().show(fault("scan.while-locked"));
}

function startScans(): void {
  startWedgeCapture({
    onScan: (text) => submit(text, "keyboard"),
    onBroken: () => {
      if (isSignedIn()) useNotice.getState().show(fault("scan.damaged"));
    },
  });
  startIntake({
    onText: (text) => {
      useIntake.getState().stopAwaitingPaste();
      submit(text, "paste");
    },
    onImage: (file) => {
      useIntake.getState().stopAwaitingPaste();
      if (isSignedIn()) void useCounter.getState().scanImage(file);
    },
    onDocument: (file) => {
      if (isSignedIn()) void useCounter.getState().present(file);
    },
    onHover: (isHovering) => useIntake.setState({ isHovering }),
  });
}
