/** Training mode: the readers without hardware, as the device process says they are. */
import { create } from "zustand";
import type { InputOf } from "../../electron/contract/contract.ts";
import { VIRTUAL_READERS, type VirtualReaderName, type VirtualReaderState } from "../../electron/contract/training.ts";
import { host } from "../client/host.ts";
import { useNotice } from "./notice-store.ts";
import { useStatus } from "./status-store.ts";

type Act = InputOf<"training.reader">["does"];
type Card = Extract<Act, { act: "place" }>["card"];

interface Virtual {
  /** Those that were plugged in since the terminal started. */
  readonly readers: Partial<Readonly<Record<VirtualReaderName, VirtualReaderState>>>;
  look(): Promise<void>;
  /** @returns whether it went well; the fault is shown. */
  act(reader: VirtualReaderName, does: Act): Promise<boolean>;
  /** A reader that was never there is plugged in first; one whose plug was pulled is not. */
  place(card: Card): Promise<boolean>;
}

/** Ids of the virtual readers in the terminal's status. */
export const VIRTUAL_DEVICES: Readonly<Record<VirtualReaderName, string>> = {
  scanner: "virtual-scanner",
  "card-reader": "virtual-card-reader",
};

export const useVirtualReaders = create<Virtual>((set, get) => {
  const know = (reader: VirtualReaderName, state: VirtualReaderState) =>
    set(({ readers }) => ({ readers: { ...readers, [reader]: state } }));
  return {
    readers: {},
    async look() {
      const known = useStatus.getState().view?.readers ?? [];
      for (const reader of VIRTUAL_READERS) {
        if (!known.some(({ deviceId }) => deviceId === VIRTUAL_DEVICES[reader])) continue;
        const seen = await host.call("training.reader", { reader, does: { act: "look" } });
        if (seen.ok) know(reader, seen.value);
      }
    },
    async act(reader, does) {
      const notice = useNotice.getState();
      // Before and not after it: what comes of a scan may be told first.
      notice.clear();
      const done = await host.call("training.reader", { reader, does });
      if (!done.ok) {
        notice.show(done.fault);
        return false;
      }
      know(reader, done.value);
      return true;
    },
    async place(card) {
      const { readers, act } = get();
      const isThere = readers["card-reader"] !== undefined || (await act("card-reader", { act: "plug" }));
      return isThere && act("card-reader", { act: "place", card });
    },
  };
});
