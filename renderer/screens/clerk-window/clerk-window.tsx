/** The clerk's window: signing in, choosing the matter, the counter, today's cases; and whatever is laid over them. */
import { Tooltip } from "@base-ui/react/tooltip";
import type { ReactNode } from "react";
import { placeIn } from "../../state/areas.ts";
import { useConnection } from "../../state/connection-store.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { useSession } from "../../state/session-store.ts";
import { AppointmentsScreen } from "../appointments/appointments-screen.tsx";
import { AuditScreen } from "../audit/audit-screen.tsx";
import { UsesScreen } from "../audit/uses-screen.tsx";
import { CounterScreen } from "../counter/counter-screen.tsx";
import { Dialogs } from "../counter/dialogs.tsx";
import { DevicesScreen } from "../devices/devices-screen.tsx";
import { HistoryScreen } from "../history/history-screen.tsx";
import { MatterScreen } from "../matter/matter-screen.tsx";
import { PeopleScreen } from "../people/people-screen.tsx";
import { RechecksScreen } from "../rechecks/rechecks-screen.tsx";
import { LockScreen } from "../sign-in/lock-screen.tsx";
import { SignInScreen } from "../sign-in/sign-in-screen.tsx";
import { TrainingDrawer } from "../training/training-drawer.tsx";
import { TrustScreen } from "../trust/trust-screen.tsx";
import { ConnectionVeil } from "./connection-veil.tsx";
import { IdleLock } from "./idle-lock.tsx";
import { StatusBar } from "./status-bar.tsx";
import { TopBar } from "./top-bar.tsx";
import { useGlobalKeys } from "./use-global-keys.ts";

export function ClerkWindow(): ReactNode {
  return (
    <Tooltip.Provider delay={500}>
      <Content />
      <ConnectionVeil />
    </Tooltip.Provider>
  );
}

function Content(): ReactNode {
  const view = useCounter((counter) => counter.view);
  const about = useSession((session) => session.about);
  const isConnecting = useConnection((connection) => connection.state === "connecting");
  if (!view || !about || isConnecting) return null;
  if (!view.clerk) return <SignInScreen about={about} />;
  return (
    <div className="frame" data-mode={about.mode}>
      <TopBar />
      {view.isLocked ? <LockScreen clerk={view.clerk} /> : <Unlocked />}
      <StatusBar />
    </div>
  );
}

function Unlocked(): ReactNode {
  useGlobalKeys();
  const role = useCounter(({ view }) => view?.clerk?.role) ?? "clerk";
  const place = placeIn(
    role,
    useDesk((desk) => desk.place),
  );
  const needsMatter = useCounter(({ view }) => !view?.matter && !view?.case && !view?.interrupted);
  const shown = place === "counter" && needsMatter ? "matter" : place;
  return (
    <>
      {shown === "history" && <HistoryScreen />}
      {shown === "rechecks" && <RechecksScreen />}
      {shown === "audit" && <AuditScreen />}
      {shown === "uses" && <UsesScreen />}
      {shown === "appointments" && <AppointmentsScreen />}
      {shown === "trust" && <TrustScreen />}
      {shown === "devices" && <DevicesScreen />}
      {shown === "people" && <PeopleScreen />}
      {shown === "matter" && <MatterScreen canGoBack={!needsMatter} />}
      {shown === "counter" && <CounterScreen />}
      {role === "clerk" && <TrainingDrawer />}
      <Dialogs />
      <IdleLock />
    </>
  );
}
