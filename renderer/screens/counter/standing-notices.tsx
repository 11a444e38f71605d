/** What holds for every case now: offline since when and what still works, old trust data, records that came back. */
import { Clock4, CloudOff, HardDriveUpload, type LucideIcon, ShieldAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useClock } from "../../state/clock-store.ts";
import { useStatus } from "../../state/status-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { standingNotices } from "./standing-notices.ts";

const ICONS: Readonly<Record<"offline" | "trust" | "clock" | "returned", LucideIcon>> = {
  offline: CloudOff,
  trust: ShieldAlert,
  clock: Clock4,
  returned: HardDriveUpload,
};

export function StandingNotices(): ReactNode {
  const strings = useStrings();
  const status = useStatus((store) => store.view);
  const now = useClock((clock) => clock.now);
  const notices = status ? standingNotices(status, strings, now) : [];
  if (notices.length === 0) return null;
  return (
    <ul className="standing" aria-label={strings.status.bar}>
      {notices.map(({ kind, title, text }) => {
        const Icon = ICONS[kind];
        return (
          <li key={kind} className="standing__one" data-kind={kind}>
            <Icon size="1.25em" strokeWidth={2} aria-hidden="true" />
            <strong>{title}</strong>
            <span>{text}</span>
          </li>
        );
      })}
    </ul>
  );
}
