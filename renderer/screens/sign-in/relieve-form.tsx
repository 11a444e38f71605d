/** Another person at a locked terminal: with account and password of their own they take the seat, and see nothing of the former's. */
import type { ReactNode } from "react";
import { Button } from "../../components/button.tsx";
import { useSession } from "../../state/session-store.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { CredentialsForm } from "./credentials-form.tsx";

export function RelieveForm({ name, onBack }: { readonly name: string; readonly onBack: () => void }): ReactNode {
  const { relieve: words, lock } = useStrings();
  const relieve = useSession((session) => session.relieve);
  return (
    <CredentialsForm
      className="lock__card"
      label={words.submit}
      submit={words.submit}
      attempt={relieve}
      head={
        <>
          <h1 className="lock__title">{lock.title}</h1>
          <p className="lock__hint">{words.hint(name)}</p>
        </>
      }
      foot={
        <Button tone="quiet" onPress={onBack}>
          {words.back}
        </Button>
      }
    />
  );
}
