/** 留痕 in the status bar, for those who may check it: is the chain whole, and if not, from which row on. */
import { Link2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { ReplyOf } from "../../../electron/contract/contract.ts";
import { host } from "../../client/host.ts";
import { Button } from "../../components/button.tsx";
import { Spinner } from "../../components/spinner.tsx";
import { useCounter } from "../../state/counter-store.ts";
import { settle } from "../../state/notice-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { StatusItem, type StatusTone } from "./status-item.tsx";

type AuditCheck = ReplyOf<"audit.check">;

export function AuditItem(): ReactNode {
  const strings = useStrings();
  const role = useCounter(({ view }) => (view?.isLocked ? undefined : view?.clerk?.role));
  const [check, setCheck] = useState<AuditCheck>();
  const [isBusy, setBusy] = useState(false);
  if (role !== "auditor" && role !== "administrator") return null;
  const look = async () => {
    setBusy(true);
    const result = await host.call("audit.check", {});
    setBusy(false);
    if (settle(result)) setCheck(result.value);
  };
  return (
    <StatusItem icon={Link2} tone={toneOf(check)} text={strings.status.audit} title={strings.status.audit}>
      <p className="popover__lead">{strings.status.auditHint}</p>
      {check && (
        <p className={check.ok ? "popover__good" : "popover__fault"} role="status">
          {check.ok ? strings.status.auditWhole(check.rows) : strings.status.auditBroken(check.firstBad ?? 0)}
          {check.problem && <code> {check.problem}</code>}
        </p>
      )}
      <Button size="small" isDisabled={isBusy} onPress={() => void look()}>
        {isBusy ? <Spinner /> : strings.status.auditCheck}
      </Button>
    </StatusItem>
  );
}

function toneOf(check: AuditCheck | undefined): StatusTone {
  if (!check) return "off";
  return check.ok ? "good" : "bad";
}
