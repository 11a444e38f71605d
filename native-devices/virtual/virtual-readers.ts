/**
 * Readers without hardware in the device process: a line that speaks bytes to the same drivers as a cable does, and
 * somebody at its far end who scans, lays cards down, pulls the plug, and makes the line bad.
 */
import type { Cancel, Clock } from "../clock.ts";
import {
  type SerialPortEntry,
  type VirtualAct,
  type VirtualReaderName,
  type VirtualState,
  virtualReaders,
} from "../host/device-contract.ts";
import type { DeviceFiles } from "../registry/device-files.ts";
import { type Transport, type TransportEvents, transportFailure } from "../transports/transport.ts";
import { citizenCardText } from "./citizen-card.ts";
import { createTroubledLine, type TroubledLine } from "./line-trouble.ts";
import { samplePhoto } from "./sample-photo.ts";
import { createSdtResponder, type SdtResponder } from "./sdt-responder.ts";
import { isVirtualPath, VIRTUAL_PREFIX } from "./virtual-path.ts";

const FINGERPRINT_BYTES = 1024;

export interface VirtualReaders {
  act(reader: VirtualReaderName, does: VirtualAct): "done" | "not-plugged";
  stateOf(reader: VirtualReaderName): VirtualState;
  createTransport(path: string, events: TransportEvents): Transport;
  /** What is seen of the system, and the readers that are plugged in. */
  withThese(files: DeviceFiles): DeviceFiles;
}

interface Reader {
  isPlugged: boolean;
  /** Whose card lies on it, plugged in or not. */
  card: string | undefined;
  troubles: Extract<VirtualAct, { act: "trouble" }>["troubles"];
  readonly responder: SdtResponder | undefined;
  open: { readonly line: TroubledLine; readonly events: TransportEvents } | undefined;
}

export function createVirtualReaders(clock: Clock): VirtualReaders {
  const readers = new Map<string, Reader>(
    virtualReaders.map((name) => {
      const responder = name === "card-reader" ? createSdtResponder() : undefined;
      return [name, { isPlugged: false, card: undefined, troubles: [], responder, open: undefined }];
    }),
  );
  const watchers = new Set<() => void>();
  const readerAt = (path: string) => readers.get(path.slice(VIRTUAL_PREFIX.length));
  const setPlugged = (reader: Reader, isPlugged: boolean) => {
    if (reader.isPlugged === isPlugged) return;
    reader.isPlugged = isPlugged;
    const { open } = reader;
    reader.open = undefined;
    open?.line.cut();
    open?.events.onGone({ reason: "unplugged" });
    for (const tell of watchers) tell();
  };
  return {
    act(name, does) {
      const reader = readers.get(name);
      if (!reader) return "not-plugged";
      if (does.act === "plug" || does.act === "unplug") {
        setPlugged(reader, does.act === "plug");
        return "done";
      }
      if (does.act === "look") return "done";
      return reader.isPlugged ? carryOut(reader, does) : "not-plugged";
    },
    stateOf(name) {
      const { isPlugged = false, card, troubles = [] } = readers.get(name) ?? {};
      return { isPlugged, troubles: [...troubles], ...(card === undefined ? {} : { card }) };
    },
    createTransport: (path, events) => createLine(readerAt(path), events, clock),
    withThese: (files) => ({
      ...files,
      identityOf: (path) => {
        if (!isVirtualPath(path)) return files.identityOf(path);
        return readerAt(path)?.isPlugged ? path : null;
      },
      listPorts: async () => [...(await files.listPorts()), ...portsOf(readers)],
      watch(paths, onChange): Cancel {
        watchers.add(onChange);
        const stop = files.watch(
          paths.filter((path) => !isVirtualPath(path)),
          onChange,
        );
        return () => {
          watchers.delete(onChange);
          stop();
        };
      },
    }),
  };
}

function portsOf(readers: ReadonlyMap<string, Reader>): readonly SerialPortEntry[] {
  return [...readers].filter(([, { isPlugged }]) => isPlugged).map(([name]) => ({ path: `${VIRTUAL_PREFIX}${name}` }));
}

function carryOut(reader: Reader, does: VirtualAct): "done" | "not-plugged" {
  switch (does.act) {
    case "trouble":
      reader.troubles = does.troubles;
      reader.open?.line.set(does.troubles);
      return "done";
    case "scan":
      if (reader.responder || !reader.open) return "not-plugged";
      reader.open.line.say(new TextEncoder().encode(`${does.code}\r`));
      return "done";
    case "place":
      if (!reader.responder) return "not-plugged";
      reader.responder.place({
        text: citizenCardText(does.card),
        photo: samplePhoto(does.card),
        // Of nobody; sent to those who ask for it.
        fingerprint: new Uint8Array(FINGERPRINT_BYTES),
        addedAddress: does.card.addedAddress,
      });
      reader.card = does.card.name;
      return "done";
    default:
      reader.responder?.lift();
      reader.card = undefined;
      return reader.responder ? "done" : "not-plugged";
  }
}

/** One connection to a reader. */
function createLine(reader: Reader | undefined, events: TransportEvents, clock: Clock): Transport {
  const line = createTroubledLine(clock, (bytes) => events.onBytes(bytes, clock.steadyMs()));
  const held = { line, events };
  const isOpen = () => reader?.open === held;
  return {
    async open() {
      if (!reader?.isPlugged) return transportFailure("not-found");
      if (reader.open) return transportFailure("busy");
      reader.open = held;
      line.set(reader.troubles);
      return { ok: true };
    },
    async write(bytes) {
      if (!isOpen()) return transportFailure("not-open");
      const said = bytes.slice();
      // The reader takes its time; a driver that expects the answer within its own write would be wrong on a cable.
      clock.after(0, () => {
        if (!isOpen()) return;
        line.heard(said);
        for (const reply of reader?.responder?.receive(said) ?? []) line.say(reply);
      });
      return { ok: true };
    },
    async close() {
      line.cut();
      if (reader && isOpen()) reader.open = undefined;
    },
  };
}
