/** The readers without hardware: in or out, what lies on them, how bad their line is. They speak bytes to the real drivers. */
import { IdCard, Plug, ScanLine, Unplug } from "lucide-react";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import {
  LINE_TROUBLES,
  VIRTUAL_READERS,
  type VirtualReaderName,
  type VirtualReaderState,
} from "../../../electron/contract/training.ts";
import { Button } from "../../components/button.tsx";
import { useStatus } from "../../state/status-store.ts";
import { useVirtualReaders, VIRTUAL_DEVICES } from "../../state/virtual-readers-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceState } from "../devices/device-state.tsx";

export function VirtualReaders(): ReactNode {
  const { virtualReaders: words } = useStrings();
  const { readers, look } = useVirtualReaders();
  const known = useStatus(({ view }) => view?.readers);
  // The device process may have been replaced, and its readers with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks again whenever the readers change
  useEffect(() => void look(), [known, look]);
  return (
    <section className="virtual" aria-label={words.title}>
      {VIRTUAL_READERS.map((name) => (
        <Reader
          key={name}
          name={name}
          reader={readers[name]}
          state={known?.find(({ deviceId }) => deviceId === VIRTUAL_DEVICES[name])?.state}
        />
      ))}
    </section>
  );
}

interface ReaderProps {
  readonly name: VirtualReaderName;
  readonly reader: VirtualReaderState | undefined;
  readonly state: Parameters<typeof DeviceState>[0]["state"] | undefined;
}

function Reader({ name, reader, state }: ReaderProps): ReactNode {
  const { virtualReaders: words } = useStrings();
  const { act } = useVirtualReaders.getState();
  const isPlugged = reader?.isPlugged === true;
  const Icon = name === "scanner" ? ScanLine : IdCard;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in one line with its buttons
    <div className="virtual__reader" role="group" aria-label={words.names[name]}>
      <div className="virtual__line">
        <Icon size="1.15em" aria-hidden="true" />
        <span className="virtual__name">{words.names[name]}</span>
        {state && <DeviceState state={state} />}
        <span className="virtual__card">{name === "card-reader" && reader && words.lying(reader.card)}</span>
        {reader?.card !== undefined && isPlugged && (
          <Button size="small" onPress={() => void act(name, { act: "lift" })}>
            {words.lift}
          </Button>
        )}
        <Button
          size="small"
          tone={isPlugged ? "quiet" : "plain"}
          icon={isPlugged ? Unplug : Plug}
          onPress={() => void act(name, { act: isPlugged ? "unplug" : "plug" })}
        >
          {isPlugged ? words.unplug : words.plug}
        </Button>
      </div>
      {isPlugged && <Line name={name} troubles={reader.troubles} />}
      {isPlugged && name === "scanner" && <FreeScan />}
    </div>
  );
}

interface LineProps {
  readonly name: VirtualReaderName;
  readonly troubles: VirtualReaderState["troubles"];
}

/** What goes wrong on the line; each by itself, or several. */
function Line({ name, troubles }: LineProps): ReactNode {
  const { virtualReaders: words } = useStrings();
  const { act } = useVirtualReaders.getState();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot stand in one line with its buttons
    <div className="mood__choices virtual__troubles" role="group" aria-label={words.line}>
      <span className="mood__label">{words.line}</span>
      <button
        type="button"
        className="mood__one"
        aria-pressed={troubles.length === 0}
        data-well="true"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => void act(name, { act: "trouble", troubles: [] })}
      >
        {words.good}
      </button>
      {LINE_TROUBLES.map((trouble) => {
        const isOn = troubles.includes(trouble);
        const next = isOn ? troubles.filter((one) => one !== trouble) : [...troubles, trouble];
        return (
          <button
            key={trouble}
            type="button"
            className="mood__one"
            aria-pressed={isOn}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => void act(name, { act: "trouble", troubles: next })}
          >
            {words.troubles[trouble]}
          </button>
        );
      })}
    </div>
  );
}

/** Any text as a code: what the counter says to a payment code, an address of the web, or nonsense. */
function FreeScan(): ReactNode {
  const { virtualReaders: words } = useStrings();
  const [text, setText] = useState("");
  const scan = (event: FormEvent) => {
    event.preventDefault();
    if (text !== "") void useVirtualReaders.getState().act("scanner", { act: "scan", code: text });
  };
  return (
    <form className="virtual__free" onSubmit={scan}>
      <input
        className="field__input"
        aria-label={words.free}
        placeholder={words.free}
        value={text}
        maxLength={2048}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => setText(target.value)}
      />
      <Button type="submit" size="small" isDisabled={text === ""} onPress={() => undefined}>
        {words.scan}
      </Button>
    </form>
  );
}
