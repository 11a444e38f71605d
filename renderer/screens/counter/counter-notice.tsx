/** The fault to be shown now: what a call just met, else what the case says, else what the counter says. */
import type { ReactNode } from "react";
import { NoticeStrip } from "../../components/notice-strip.tsx";
import { useCounter } from "../../state/counter-store.ts";
import { useNotice } from "../../state/notice-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { useOutageHint } from "./use-outage-hint.ts";

export function CounterNotice(): ReactNode {
  const strings = useStrings();
  const { fault, serial, clear } = useNotice();
  const view = useCounter((counter) => counter.view);
  const outage = useOutageHint(view);
  const shown = fault ?? view?.case?.notice ?? view?.notice;
  if (!shown) return null;
  return (
    <NoticeStrip
      key={fault ? serial : shown.code}
      fault={shown}
      next={outage && shown.code === view?.case?.notice?.code ? strings.next.outage[outage] : undefined}
      isAdministrator={view?.clerk?.role === "administrator"}
      onDismiss={fault ? clear : undefined}
    />
  );
}
