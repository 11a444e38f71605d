/** Keys that mean the same on every screen of a signed-in clerk. */
import { useKeys } from "../../components/use-keys.ts";
import { useCounter } from "../../state/counter-store.ts";
import { nextAdministration, useDesk } from "../../state/desk-store.ts";
import { useSession } from "../../state/session-store.ts";

export function useGlobalKeys(): void {
  const place = useDesk((desk) => desk.place);
  const isTraining = useSession((session) => session.about?.mode === "training");
  const isAdministrator = useCounter(({ view }) => view?.clerk?.role === "administrator");
  const { go, toggleTraining, openDialog } = useDesk.getState();
  useKeys([
    ["F1", () => openDialog({ kind: "keys" })],
    ["F8", () => go(place === "history" ? "counter" : "history")],
    ...(isAdministrator ? ([["F10", () => go(nextAdministration(place))]] as const) : []),
    ...(isTraining ? ([["F9", toggleTraining]] as const) : []),
    ["Ctrl+L", () => void useSession.getState().lock()],
  ]);
}
