/** The screens of an administrator or an auditor, side by side: stands where each of them would have its title. F10 goes round. */
import type { ReactNode } from "react";
import { KeyCap } from "../../components/key-cap.tsx";
import { type Place, tabsOf } from "../../state/areas.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function AdministrationTabs({ open }: { readonly open: Place }): ReactNode {
  const { administration: words } = useStrings();
  const go = useDesk((desk) => desk.go);
  const role = useCounter(({ view }) => view?.clerk?.role);
  return (
    <div className="administration-tabs">
      <h1 className="only-read">{words.tabs[open]}</h1>
      <div className="administration-tabs__row" role="tablist" aria-label={words.label}>
        {tabsOf(role).map((place) => (
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
