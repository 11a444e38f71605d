/** Keys that mean the same on every screen of a signed-in clerk. */
import { useKeys } from "../../components/use-keys.ts";
import { nextTab, tabsOf } from "../../state/areas.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { useSession } from "../../state/session-store.ts";

export function useGlobalKeys(): void {
  const place = useDesk((desk) => desk.place);
  const isTraining = useSession((session) => session.about?.mode === "training");
  const role = useCounter(({ view }) => view?.clerk?.role) ?? "clerk";
  const isClerk = role === "clerk";
  const { go, toggleTraining, openDialog } = useDesk.getState();
  useKeys([
    ["F1", () => openDialog({ kind: "keys" })],
    ...(isClerk ? ([["F8", () => go(place === "history" ? "counter" : "history")]] as const) : []),
    ...(tabsOf(role).length > 0 ? ([["F10", () => go(nextTab(role, place))]] as const) : []),
    ...(isTraining && isClerk ? ([["F9", toggleTraining]] as const) : []),
    ["Ctrl+L", () => void useSession.getState().lock()],
  ]);
}
