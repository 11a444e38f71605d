/** Who may use this terminal, and as what. */
import { UserPlus } from "lucide-react";
import { type ReactNode, useEffect } from "react";
import { Button } from "../../components/button.tsx";
import { useKeys } from "../../components/use-keys.ts";
import { useCounter } from "../../state/counter-store.ts";
import { usePeople } from "../../state/people-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { AdministrationHead } from "../administration/administration-head.tsx";
import { CounterNotice } from "../counter/counter-notice.tsx";
import { KeyDialog } from "./key-dialog.tsx";
import { OneTimeDialog } from "./one-time-dialog.tsx";
import { PeopleTable } from "./people-table.tsx";
import { PersonDialog } from "./person-dialog.tsx";
import { ResetDialog } from "./reset-dialog.tsx";

export function PeopleScreen(): ReactNode {
  const { people: words } = useStrings();
  const users = usePeople((people) => people.users);
  const { open } = usePeople.getState();
  useEffect(() => {
    const { load, leave } = usePeople.getState();
    void load();
    return leave;
  }, []);
  const isAdministrator = useCounter(({ view }) => view?.clerk?.role === "administrator");
  useKeys(isAdministrator ? [["F6", () => open({ kind: "adding" })]] : []);
  return (
    <main className="administration" tabIndex={-1}>
      <AdministrationHead open="people" hint={words.hint}>
        {isAdministrator && (
          <Button icon={UserPlus} keyName="F6" onPress={() => open({ kind: "adding" })}>
            {words.add}
          </Button>
        )}
      </AdministrationHead>
      <section className="administration__tables people" aria-label={words.hint}>
        {users && <PeopleTable users={users} canChange={isAdministrator} />}
        {users && <p className="people__count">{words.count(users.length)}</p>}
      </section>
      <Task />
      <CounterNotice />
    </main>
  );
}

function Task(): ReactNode {
  const task = usePeople((people) => people.task);
  switch (task?.kind) {
    case "adding":
      return <PersonDialog />;
    case "resetting":
      return <ResetDialog user={task.user} />;
    case "enrolling":
      return <KeyDialog user={task.user} />;
    case "one-time":
      return <OneTimeDialog name={task.name} password={task.password} />;
    default:
      return null;
  }
}
