/** The head of the window: whose counter this is, which mode, which matter; and the ways to the other screens. */
import {
  ChevronDown,
  GraduationCap,
  History,
  Keyboard,
  Languages,
  type LucideIcon,
  MonitorSmartphone,
} from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { KeyCap } from "../../components/key-cap.tsx";
import { Mark } from "../../components/mark.tsx";
import { ACTION_KEYS } from "../../state/action-keys.ts";
import { useCounter } from "../../state/counter-store.ts";
import { useDesk } from "../../state/desk-store.ts";
import { usePreferences } from "../../state/preferences-store.ts";
import { useSession } from "../../state/session-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function TopBar(): ReactNode {
  const strings = useStrings();
  const about = useSession((session) => session.about);
  return (
    <header className="top-bar">
      <div className="top-bar__brand">
        <Mark size={26} />
        <span className="top-bar__name">{strings.product.name}</span>
      </div>
      <span className="top-bar__hall">
        {about?.hallName}
        <span className="top-bar__counter">{about?.counterName}</span>
      </span>
      {about?.mode === "training" && (
        <Chip tone="warn" icon={GraduationCap}>
          {strings.product.training}
        </Chip>
      )}
      <MatterButton />
      <Doors />
    </header>
  );
}

/** The matter of this counter; it can be changed between two cases. */
function MatterButton(): ReactNode {
  const strings = useStrings();
  const matter = useCounter((counter) => counter.view?.matter);
  const canChange = useCounter(({ view }) => view?.case === undefined && view?.isLocked === false);
  const go = useDesk((desk) => desk.go);
  if (!matter) return <span className="top-bar__gap" />;
  return (
    <div className="top-bar__matter">
      <button
        type="button"
        className="matter-button"
        disabled={!canChange}
        aria-keyshortcuts="F7"
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => go("matter")}
      >
        <span className="matter-button__name">{matter.name}</span>
        {matter.highRisk && <span className="matter-button__risk">{strings.matter.highRisk}</span>}
        {canChange && (
          <>
            <ChevronDown size="1em" aria-hidden="true" />
            <KeyCap name="F7" />
          </>
        )}
      </button>
    </div>
  );
}

interface DoorProps {
  readonly icon: LucideIcon;
  readonly id: "history" | "training";
  readonly isOpen: boolean;
  readonly onPress: () => void;
}

function Door({ icon, id, isOpen, onPress }: DoorProps): ReactNode {
  const strings = useStrings();
  return (
    <Button tone="quiet" size="small" icon={icon} keyName={ACTION_KEYS[id][0]} isPressed={isOpen} onPress={onPress}>
      {strings.actions[id]}
    </Button>
  );
}

function Doors(): ReactNode {
  const strings = useStrings();
  const { language, setLanguage } = usePreferences();
  const about = useSession((session) => session.about);
  const isLocked = useCounter((counter) => counter.view?.isLocked === true);
  const isClerk = useCounter(({ view }) => view?.clerk?.role === "clerk");
  const { place, isTrainingOpen, go, toggleTraining, openDialog } = useDesk();
  const url = about?.citizenUrl;
  return (
    <nav className="top-bar__doors" aria-label={strings.actionGroups.view}>
      {!isLocked && (
        <>
          {isClerk && (
            <Door
              icon={History}
              id="history"
              isOpen={place === "history"}
              onPress={() => go(place === "history" ? "counter" : "history")}
            />
          )}
          {isClerk && about?.mode === "training" && (
            <Door icon={GraduationCap} id="training" isOpen={isTrainingOpen} onPress={toggleTraining} />
          )}
          {isClerk && url !== undefined && (
            <IconButton
              icon={MonitorSmartphone}
              label={strings.status.citizenScreen}
              onPress={() => void window.open(url, "liangzheng-citizen", "popup,width=1280,height=800")}
            />
          )}
          <IconButton
            icon={Keyboard}
            label={strings.actions.keys}
            keyName="F1"
            onPress={() => openDialog({ kind: "keys" })}
          />
        </>
      )}
      <IconButton
        icon={Languages}
        label={language === "zh" ? strings.language.en : strings.language.zh}
        onPress={() => setLanguage(language === "zh" ? "en" : "zh")}
      />
    </nav>
  );
}
