/** Why an element is trusted: the province, the product, or a person with a file, who can take it back. */
import { type ReactNode, useState } from "react";
import type { TrustListView } from "../../../electron/contract/trust.ts";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { useTrust } from "../../state/trust-store.ts";
import { dayAndTime } from "../../strings/format.ts";
import { useStrings } from "../../strings/use-strings.ts";

interface OriginCellProps {
  readonly origin: TrustListView["origin"];
  readonly fingerprint: string;
}

export function OriginCell({ origin, fingerprint }: OriginCellProps): ReactNode {
  const { trustScreen: words } = useStrings();
  const [isAsked, setAsked] = useState(false);
  if (origin.kind !== "imported") return <Chip tone="neutral">{words.origins[origin.kind]}</Chip>;
  const press = () => {
    if (isAsked) void useTrust.getState().remove(fingerprint);
    setAsked(!isAsked);
  };
  return (
    <div className="trust-origin">
      <Chip tone="accent">{words.origins.imported(origin.by)}</Chip>
      <Button size="small" tone={isAsked ? "danger" : "quiet"} onPress={press}>
        {isAsked ? words.removeConfirm : words.remove}
      </Button>
      <span className="trust-origin__from">{words.importedFrom(dayAndTime(origin.at), origin.fileName)}</span>
    </div>
  );
}
