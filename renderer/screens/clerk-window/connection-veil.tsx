/** Says that the host is away, for as long as it is. Nothing on the screen can be trusted to be current meanwhile. */
import { PlugZap, Unplug } from "lucide-react";
import type { ReactNode } from "react";
import { Mark } from "../../components/mark.tsx";
import { Spinner } from "../../components/spinner.tsx";
import { useConnection } from "../../state/connection-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function ConnectionVeil(): ReactNode {
  const state = useConnection((connection) => connection.state);
  const strings = useStrings();
  if (state === "open") return null;
  if (state === "connecting") {
    return (
      <main className="splash">
        <Mark size={56} />
        <h1 className="splash__name">{strings.product.name}</h1>
        <p className="splash__text" role="status">
          <PlugZap size="1.1em" aria-hidden="true" />
          {strings.connection.connecting}
        </p>
      </main>
    );
  }
  return (
    <div className="veil">
      <div className="veil__card" role="alert">
        <Unplug size="1.6em" aria-hidden="true" />
        <div>
          <p className="veil__title">{strings.connection.lost}</p>
          <p className="veil__hint">{strings.faults["call.carrier-lost"].next}</p>
        </div>
        <Spinner size="1.4em" />
      </div>
    </div>
  );
}
