/** When, who, what: the same for the chain and for the uses of licenses. */
import { X } from "lucide-react";
import { type ReactNode, useId } from "react";
import { Button } from "../../components/button.tsx";
import { type AuditQuery, PERIODS, type Period, useAudit } from "../../state/audit-store.ts";
import { usePeople } from "../../state/people-store.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function AuditFilterBar({ withAction = false }: { readonly withAction?: boolean }): ReactNode {
  const { audit: words, words: terms } = useStrings();
  const { query, change } = useAudit();
  const users = usePeople((people) => people.users) ?? [];
  return (
    <div className="audit__filter">
      <Choice label={words.period} value={query.period} onChange={(period) => change({ period: period as Period })}>
        {PERIODS.map((period) => (
          <option key={period} value={period}>
            {words.periods[period]}
          </option>
        ))}
      </Choice>
      <Choice label={words.clerk} value={query.clerk} onChange={(clerk) => change({ clerk })}>
        <option value="">{words.everybody}</option>
        {users.map(({ account, name }) => (
          <option key={account} value={account}>{`${name} · ${account}`}</option>
        ))}
        <option value="system">{words.system}</option>
      </Choice>
      {withAction && (
        <Choice
          label={words.action}
          value={query.action ?? ""}
          onChange={(action) => change({ action: action === "" ? undefined : (action as AuditQuery["action"]) })}
        >
          <option value="">{words.everything}</option>
          {Object.entries(terms.audit).map(([action, name]) => (
            <option key={action} value={action}>
              {name}
            </option>
          ))}
        </Choice>
      )}
      {withAction && query.caseId !== undefined && (
        <Button size="small" icon={X} onPress={() => change({ caseId: undefined })}>
          {words.onlyCase(query.caseId.slice(0, 8))}
        </Button>
      )}
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly children: ReactNode;
}

function Choice({ label, value, onChange, children }: ChoiceProps): ReactNode {
  const id = useId();
  return (
    <div className="audit__choice">
      <label className="field__label" htmlFor={id}>
        {label}
      </label>
      <select id={id} className="field__input" value={value} onChange={({ target }) => onChange(target.value)}>
        {children}
      </select>
    </div>
  );
}
