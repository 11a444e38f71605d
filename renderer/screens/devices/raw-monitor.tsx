/** What passes on the line of a device, with everything personal hidden; ends by itself. */
import { type ReactNode, useState } from "react";
import { Button } from "../../components/button.tsx";
import { useClock } from "../../state/clock-store.ts";
import { useDeviceLine, type Watch } from "../../state/device-line-store.ts";
import { countdown } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { dumpText } from "./raw-dump.ts";
import { pieceHead, RawLines } from "./raw-lines.tsx";

export function RawMonitor({ deviceId }: { readonly deviceId: string }): ReactNode {
  const { rawMonitor: words, deviceDetail } = useStrings();
  const watch = useDeviceLine((line) => (line.watch?.deviceId === deviceId ? line.watch : undefined));
  const now = useClock((clock) => clock.now);
  const { startWatch, stopWatch, record } = useDeviceLine.getState();
  const [held, setHeld] = useState<Watch>();
  const isOver = watch !== undefined && now >= watch.until;
  const isOn = watch !== undefined && !isOver;
  const begin = () => {
    setHeld(undefined);
    void (isOn ? stopWatch() : startWatch(deviceId));
  };
  return (
    <section className="device__part" aria-label={words.title}>
      <div className="device__watch-head">
        <h3>{words.title}</h3>
        {watch && <span role="status">{isOver ? words.over : words.left(countdown(watch.until - now))}</span>}
        <Button size="small" onPress={begin}>
          {isOn ? words.stop : words.start}
        </Button>
        <Button size="small" tone="quiet" onPress={() => void record(deviceId)}>
          {deviceDetail.record}
        </Button>
      </div>
      <p className="record-table__note">{words.hint}</p>
      {watch && (
        <>
          <RawLines watch={held ?? watch} isHeld={held !== undefined} />
          <Tools watch={watch} held={held} onHold={setHeld} />
        </>
      )}
    </section>
  );
}

interface ToolsProps {
  readonly watch: Watch;
  readonly held: Watch | undefined;
  readonly onHold: (held: Watch | undefined) => void;
}

function Tools({ watch, held, onHold }: ToolsProps): ReactNode {
  const { rawMonitor: words } = useStrings();
  const [copied, setCopied] = useState<string>();
  const shown = held ?? watch;
  const copy = async () => {
    const text = dumpText(shown.lines, (line) => pieceHead(line, words));
    const isDone = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    setCopied(isDone ? words.copied(shown.lines.length) : words.notCopied);
  };
  const count = ({ earlier, lines }: Watch) => earlier + lines.length;
  return (
    <div className="device__watch-tools">
      <Button size="small" isPressed={held !== undefined} onPress={() => onHold(held ? undefined : watch)}>
        {held ? words.goOn : words.pause}
      </Button>
      <Button size="small" isDisabled={shown.lines.length === 0} onPress={() => void copy()}>
        {words.copy}
      </Button>
      <span role="status">{held ? words.held(count(watch) - count(held)) : copied}</span>
    </div>
  );
}
