/** The administrator's screens, side by side: stands where each of them would have its title. F10 goes round. */
import type { ReactNode } from "react";
import { KeyCap } from "../../components/key-cap.tsx";
import { ADMINISTRATION, type AdministrationPlace, useDesk } from "../../state/desk-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function AdministrationTabs({ open }: { readonly open: AdministrationPlace }): ReactNode {
  const { administration: words } = useStrings();
  const go = useDesk((desk) => desk.go);
  return (
    <div className="administration-tabs">
      <h1 className="only-read">{words.tabs[open]}</h1>
      <div className="administration-tabs__row" role="tablist" aria-label={words.label}>
        {ADMINISTRATION.map((place) => (
          <button
            key={place}
            type="button"
            role="tab"
            className="administration-tab"
            aria-selected={place === open}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => go(place)}
          >
            {words.tabs[place]}
          </button>
        ))}
      </div>
      <KeyCap name="F10" />
    </div>
  );
}
