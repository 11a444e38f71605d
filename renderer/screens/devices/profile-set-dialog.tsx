/** A set of profiles before it is taken: each with what it would change here, and everything that is wrong. All of it or nothing. */
import { type ReactNode, useMemo } from "react";
import type { IncomingProfileView } from "../../../electron/contract/devices.ts";
import { Button } from "../../components/button.tsx";
import { Chip, type ChipTone } from "../../components/chip.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { TableHead } from "../../components/table-head.tsx";
import { type ProfileSetTask, useProfileSet } from "../../state/profile-set-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceFault } from "./device-fault.tsx";
import { ProfileProblemList } from "./profile-problems.tsx";

export function ProfileSetDialog(): ReactNode {
  const task = useProfileSet((set) => set.task);
  if (task?.kind === "looking") return <LookingDialog task={task} />;
  if (task?.kind === "unwritable") return <UnwritableDialog task={task} />;
  return null;
}

function UnwritableDialog({ task }: { readonly task: Extract<ProfileSetTask, { kind: "unwritable" }> }): ReactNode {
  const { profileSet: words } = useStrings();
  const { leaveTask } = useProfileSet.getState();
  return (
    <Dialog title={words.unwritableTitle} hint={words.unwritableHint} onClose={leaveTask} width="wide">
      <ProfileProblemList problems={task.problems} title={words.unwritable(task.problems.length)} />
      <div className="dialog__foot">
        <Button keyName="Escape" size="large" onPress={leaveTask} keepsFocus>
          {words.close}
        </Button>
      </div>
    </Dialog>
  );
}

function LookingDialog({ task }: { readonly task: Extract<ProfileSetTask, { kind: "looking" }> }): ReactNode {
  const { profileSet: words } = useStrings();
  const { take, leaveTask } = useProfileSet.getState();
  const { isBusy, fault } = useProfileSet();
  const { profiles, problems } = task.look;
  const changes = profiles.filter(({ effect }) => effect !== "same").length;
  const isBroken = problems.length > 0;
  const canTake = !isBroken && changes > 0 && !isBusy;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a key is news only when it may be pressed or no longer
  const keys = useMemo(() => (canTake ? ([["Y", () => void take()]] as const) : []), [canTake]);
  return (
    <Dialog
      title={words.title(task.fileName)}
      hint={isBroken ? words.brokenHint : changes > 0 ? words.hint : words.sameHint}
      onClose={leaveTask}
      keys={keys}
      width="wide"
    >
      <div className="profile-set">
        {isBroken && <ProfileProblemList problems={problems} title={words.broken(problems.length)} />}
        {profiles.length > 0 && <IncomingTable profiles={profiles} isTaken={!isBroken} />}
        {fault && <DeviceFault fault={fault} />}
      </div>
      <div className="dialog__foot">
        <Button keyName="Escape" size="large" onPress={leaveTask} keepsFocus>
          {canTake || isBusy ? words.cancel : words.close}
        </Button>
        {!isBroken && changes > 0 && (
          <Button tone="primary" size="large" keyName="Y" isDisabled={!canTake} onPress={() => void take()} keepsFocus>
            {isBusy ? words.taking : words.take(changes)}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

const TONES: Readonly<Record<IncomingProfileView["effect"], ChipTone>> = {
  new: "good",
  "before-shipped": "accent",
  replaces: "warn",
  same: "neutral",
};

/** What starts a program is seen without scrolling, however long the set. */
const byReach = (a: IncomingProfileView, b: IncomingProfileView) => reachOf(b) - reachOf(a);
const reachOf = ({ runs, effect }: IncomingProfileView) =>
  runs === undefined || effect === "same" ? 0 : runs.what === "program" ? 2 : 1;

interface IncomingTableProps {
  readonly profiles: readonly IncomingProfileView[];
  /** False: something else of the set is wrong, so that none of them comes in. */
  readonly isTaken: boolean;
}

function IncomingTable({ profiles, isTaken }: IncomingTableProps): ReactNode {
  const { profileSet: words, devicesScreen } = useStrings();
  const { columns, kinds } = devicesScreen;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="profile-set__table" tabIndex={0} aria-label={words.incoming}>
      <table className="record-table devices-table">
        <TableHead names={[columns.profile, columns.kind, words.effect]} />
        <tbody>
          {[...profiles].sort(byReach).map(({ id, name, kind, effect, instead, runs }) => (
            <tr key={id}>
              <td>
                <span className="record-table__name">{name}</span>
                <code className="record-table__note">{id}</code>
                {runs && (
                  <span className="profile-set__runs">
                    <Chip tone="warn">{words.runs[runs.what]}</Chip> <code>{runs.at}</code>
                  </span>
                )}
              </td>
              <td>{kinds[kind] ?? kind}</td>
              <td>
                <Chip tone={isTaken ? TONES[effect] : "neutral"}>
                  {isTaken ? words.effects[effect] : words.notTaken}
                </Chip>
                {isTaken && instead !== undefined && (
                  <span className="record-table__note">{words.instead[effect](instead)}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
