/** Readers in the status bar: how many work, and of each that does not, why and what to do. Those switched off are no trouble. */
import { ScanLine } from "lucide-react";
import type { ReactNode } from "react";
import type { StatusView } from "../../../electron/contract/status.ts";
import { Facts } from "../../components/facts.tsx";
import { useCounter } from "../../state/counter-store.ts";
import { faultText, todoOf } from "../../strings/sentences.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { StatusItem } from "./status-item.tsx";
import { readersTone } from "./status-tones.ts";

export function ReadersItem({ readers }: { readonly readers: StatusView["readers"] }): ReactNode {
  const strings = useStrings();
  const isAdministrator = useCounter(({ view }) => view?.clerk?.role === "administrator");
  const wanted = readers.filter(({ state }) => state !== "disabled");
  const ready = wanted.filter(({ state }) => state === "ready" || state === "reading").length;
  return (
    <StatusItem
      icon={ScanLine}
      tone={readersTone(wanted)}
      text={strings.status.readersReady(ready, wanted.length)}
      title={strings.status.readers}
    >
      <Facts facts={readers.map(({ name, state }) => ({ name, value: strings.words.readerStates[state] }))} />
      {wanted.map(({ deviceId, name, fault }) => {
        if (!fault) return null;
        const { why } = faultText(fault, strings);
        const todo = todoOf(fault, isAdministrator, strings);
        return (
          <p className="popover__fault" key={deviceId}>
            {strings.status.readerTrouble(name, why, todo)}
          </p>
        );
      })}
      <p className="popover__hint">{strings.status.readersHint}</p>
    </StatusItem>
  );
}
