/** One row for each account, with what can be done about it. */
import type { ReactNode } from "react";
import type { UserView } from "../../../electron/contract/users.ts";
import { Button } from "../../components/button.tsx";
import { Chip, type ChipTone } from "../../components/chip.tsx";
import { TableHead } from "../../components/table-head.tsx";
import { useCounter } from "../../state/counter-store.ts";
import { usePeople } from "../../state/people-store.ts";
import { clockTime, dayAndTime } from "../../strings/format.ts";
import type { Strings } from "../../strings/language.ts";
import { useStrings } from "../../strings/use-strings.ts";

interface PeopleTableProps {
  readonly users: readonly UserView[];
  /** The auditor looks only. */
  readonly canChange: boolean;
}

export function PeopleTable({ users, canChange }: PeopleTableProps): ReactNode {
  const strings = useStrings();
  const { columns } = strings.people;
  const self = useCounter(({ view }) => view?.clerk?.account);
  return (
    <div className="administration__scroll">
      <table className="record-table">
        <TableHead
          names={[
            columns.name,
            columns.account,
            columns.role,
            columns.state,
            columns.signedIn,
            ...(canChange ? [columns.acts] : []),
          ]}
        />
        <tbody>
          {users.map((user) => (
            <Row key={user.account} user={user} isSelf={user.account === self} canChange={canChange} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps extends Pick<PeopleTableProps, "canChange"> {
  readonly user: UserView;
  readonly isSelf: boolean;
}

function Row({ user, isSelf, canChange }: RowProps): ReactNode {
  const strings = useStrings();
  const { people: words } = strings;
  const { account, name, role, signedInAt } = user;
  const [state, tone] = stateOf(user, words);
  return (
    <tr data-off={user.isDisabled}>
      <td>
        <span className="record-table__name">{name}</span> {isSelf && <Chip tone="outline">{words.self}</Chip>}
      </td>
      <td>{account}</td>
      <td>{strings.words.roles[role]}</td>
      <td>
        <Chip tone={tone}>{state}</Chip> {user.hasKey && <Chip tone="outline">{strings.pin.has}</Chip>}
      </td>
      <td className="record-table__time">{signedInAt === undefined ? words.never : dayAndTime(signedInAt)}</td>
      {canChange && (
        <td>
          <div className="people__acts">
            <Acts user={user} isSelf={isSelf} />
          </div>
        </td>
      )}
    </tr>
  );
}

function Acts({ user, isSelf }: { readonly user: UserView; readonly isSelf: boolean }): ReactNode {
  const { people: words, pin } = useStrings();
  const { open, act } = usePeople.getState();
  if (user.isDisabled) {
    return (
      <Button size="small" onPress={() => void act("user.enable", user.account)}>
        {words.enable}
      </Button>
    );
  }
  return (
    <>
      {user.lockedUntil !== undefined && (
        <Button size="small" onPress={() => void act("user.unlock", user.account)}>
          {words.unlock}
        </Button>
      )}
      <Button size="small" onPress={() => open({ kind: "enrolling", user })}>
        {pin.enrol}
      </Button>
      {!isSelf && (
        <>
          <Button size="small" onPress={() => open({ kind: "resetting", user })}>
            {words.reset}
          </Button>
          <Button size="small" onPress={() => void act("user.disable", user.account)}>
            {words.disable}
          </Button>
        </>
      )}
    </>
  );
}

function stateOf(user: UserView, { states }: Strings["people"]): readonly [string, ChipTone] {
  if (user.isDisabled) return [states.disabled, "neutral"];
  if (user.lockedUntil !== undefined) return [states.waiting(clockTime(user.lockedUntil)), "bad"];
  return user.mustChange ? [states.oneTime, "warn"] : [states.active, "good"];
}
