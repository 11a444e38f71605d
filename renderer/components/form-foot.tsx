/** The two ways out of a form in a dialog: back with Escape, on with Enter. */
import type { ReactNode } from "react";
import { Button } from "./button.tsx";

export interface FormFootProps {
  readonly cancel: string;
  readonly submit: string;
  readonly isReady: boolean;
  readonly isDangerous?: boolean;
  readonly onCancel: () => void;
}

export function FormFoot({ cancel, submit, isReady, isDangerous = false, onCancel }: FormFootProps): ReactNode {
  return (
    <div className="dialog__foot">
      <Button keyName="Escape" size="large" onPress={onCancel} keepsFocus>
        {cancel}
      </Button>
      <Button
        type="submit"
        tone={isDangerous ? "danger" : "primary"}
        size="large"
        keyName="Enter"
        isDisabled={!isReady}
        onPress={() => undefined}
        keepsFocus
      >
        {submit}
      </Button>
    </div>
  );
}
