/** One recording: what of it is a stand-in, and playing it again to the driver of its device. */
import { type ReactNode, useMemo, useState } from "react";
import type { DevicesView } from "../../../electron/contract/devices.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { type ReplaySpeed, useRecordings } from "../../state/recordings-store.ts";
import { dayAndTime } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceFault } from "./device-fault.tsx";
import { RawPiece } from "./raw-lines.tsx";
import { ReplayResult } from "./replay-result.tsx";

export function RecordingDialog({ view }: { readonly view: DevicesView }): ReactNode {
  const { recordings: words } = useStrings();
  const { open, replay, fault } = useRecordings();
  const { play, step, stop, drop, leave } = useRecordings.getState();
  const [speed, setSpeed] = useState<ReplaySpeed>("1x");
  const [isAsked, setAsked] = useState(false);
  const isRunning = replay?.state === "running";
  const isStepping = isRunning && replay.speed === "step";
  const keys = useMemo(() => {
    if (isStepping) return [["Enter", step]] as const;
    return isRunning ? ([["Enter", stop]] as const) : ([["Enter", () => void play(speed)]] as const);
  }, [isStepping, isRunning, speed, play, step, stop]);
  if (!open) return null;
  const { fileName, deviceId, at, ms, pieces, sizeBytes, replacedBytes } = open.recording;
  const name = view.devices.find((device) => device.deviceId === deviceId)?.name ?? deviceId;
  const hint = [dayAndTime(at), words.length(ms), words.size(pieces, sizeBytes), words.replaced(replacedBytes)];
  return (
    <Dialog title={words.title(name)} hint={hint.join(" · ")} onClose={leave} keys={keys} width="wide">
      <div className="recording">
        <Pieces />
        <section className="recording__replay" aria-label={words.replay}>
          <fieldset className="recording__speeds">
            <legend className="field__label">{words.speed}</legend>
            {SPEEDS.map((one) => (
              <label key={one} className="people__role" data-chosen={one === speed}>
                <input
                  type="radio"
                  name="speed"
                  checked={one === speed}
                  disabled={isRunning}
                  onChange={() => setSpeed(one)}
                />
                <strong>{words.speeds[one]}</strong>
                <span>{words.speedHints[one]}</span>
              </label>
            ))}
          </fieldset>
          {replay && <ReplayResult replay={replay} />}
          {fault && <DeviceFault fault={fault} />}
        </section>
      </div>
      <p className="record-table__note">{words.file(fileName)}</p>
      <div className="dialog__foot">
        <Button
          tone={isAsked ? "danger" : "quiet"}
          size="large"
          onPress={() => (isAsked ? void drop(fileName) : setAsked(true))}
          keepsFocus
        >
          {isAsked ? words.dropConfirm : words.drop}
        </Button>
        <Button keyName="Escape" size="large" onPress={leave} keepsFocus>
          {words.close}
        </Button>
        {isRunning && (
          <Button size="large" keyName={isStepping ? undefined : "Enter"} onPress={stop} keepsFocus>
            {words.stop}
          </Button>
        )}
        {isStepping && (
          <Button tone="primary" size="large" keyName="Enter" onPress={step} keepsFocus>
            {words.next}
          </Button>
        )}
        {!isRunning && (
          <Button tone="primary" size="large" keyName="Enter" onPress={() => void play(speed)} keepsFocus>
            {replay ? words.again : words.start}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

const SPEEDS = ["1x", "fast", "step"] as const satisfies readonly ReplaySpeed[];

/** What the file holds; pieces with stand-ins say how much of them is one. */
function Pieces(): ReactNode {
  const { recordings: words, rawMonitor } = useStrings();
  const open = useRecordings((recordings) => recordings.open);
  const left = (open?.recording.pieces ?? 0) - (open?.pieces.length ?? 0);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="raw recording__pieces" tabIndex={0} aria-label={words.content}>
      {open?.pieces.map((piece, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a recording does not change
        <RawPiece key={index} piece={piece}>
          {words.since(piece.ms)} {piece.dir === "rx" ? rawMonitor.received : rawMonitor.sent}{" "}
          {rawMonitor.bytes(piece.size)}
          {piece.replaced > 0 && <em> {words.replacedHere(piece.replaced)}</em>}
        </RawPiece>
      ))}
      {left > 0 && <p>{words.more(left)}</p>}
    </section>
  );
}
