/** Every key on one page. */
import { type ReactNode, useMemo } from "react";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { KeyCap } from "../../components/key-cap.tsx";
import { ACTION_KEYS, type ActionId } from "../../state/action-keys.ts";
import { useStrings } from "../../strings/use-strings.ts";

const GROUPS = [
  [
    "case",
    [
      "confirm-all",
      "next-undecided",
      "next-citizen",
      "consent-yes",
      "consent-no",
      "stop-waiting",
      "retry",
      "receipt",
      "cancel",
    ],
  ],
  ["selected", ["select-up", "select-down", "exempt-one", "paper", "defer", "pledge", "refuse"]],
  ["view", ["evidence", "report", "zoom", "previous-page", "next-page", "reveal"]],
  ["entry", ["camera", "paste", "image", "number", "file"]],
  [
    "terminal",
    ["matter", "history", "appointments", "training", "administration", "lock", "keys", "resume", "discard"],
  ],
] as const satisfies readonly (readonly [string, readonly ActionId[]])[];

export function KeysDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const strings = useStrings();
  const keys = useMemo(() => ["F1", "Enter"].map((key) => [key, onClose] as const), [onClose]);
  return (
    <Dialog title={strings.dialogs.keysTitle} onClose={onClose} keys={keys} width="wide">
      <div className="key-table">
        {GROUPS.map(([group, ids]) => (
          <section key={group} className="key-table__group">
            <h3>{strings.actionGroups[group]}</h3>
            <dl>
              {ids.map((id) => (
                <div key={id}>
                  <dt>{strings.actions[id]}</dt>
                  <dd>
                    {ACTION_KEYS[id].map((key) => (
                      <KeyCap key={key} name={key} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <div className="dialog__foot">
        <Button keyName="Escape" size="large" onPress={onClose} keepsFocus>
          {strings.dialogs.close}
        </Button>
      </div>
    </Dialog>
  );
}
