/** Wires the citizen's window: a connection and a view, nothing else. */
import { host } from "../../client/host.ts";
import { useCitizen } from "../../state/citizen-store.ts";
import "../../state/connection-store.ts";

export function startCitizenWindow(): void {
  host.onState((state) => {
    if (state === "open") void useCitizen.getState().load();
  });
  host.start();
}
