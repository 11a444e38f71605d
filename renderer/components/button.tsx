/** The one button. The mouse does not leave the focus on it, so that Enter stays with the next step. */
import type { LucideIcon } from "lucide-react";
import type { MouseEvent, ReactNode } from "react";
import { KeyCap } from "./key-cap.tsx";

export type ButtonTone = "primary" | "plain" | "quiet" | "danger";

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onPress: () => void;
  readonly tone?: ButtonTone;
  readonly size?: "small" | "medium" | "large";
  readonly keyName?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly isDisabled?: boolean;
  readonly isPressed?: boolean;
  /** Keeps the focus after a click; for dialogs, where there is no next step behind. */
  readonly keepsFocus?: boolean;
  readonly type?: "button" | "submit";
  readonly label?: string;
}

export function Button(props: ButtonProps): ReactNode {
  const { children, onPress, tone = "plain", size = "medium", keyName, icon: Icon, keepsFocus = false } = props;
  const keepFocusAway = (event: MouseEvent) => {
    if (!keepsFocus) event.preventDefault();
  };
  return (
    <button
      type={props.type ?? "button"}
      className="button"
      data-tone={tone}
      data-size={size}
      disabled={props.isDisabled ?? false}
      aria-pressed={props.isPressed}
      aria-label={props.label}
      aria-keyshortcuts={keyName?.replace("Ctrl", "Control")}
      onMouseDown={keepFocusAway}
      onClick={props.type === "submit" ? undefined : onPress}
    >
      {Icon && <Icon className="button__icon" size="1.15em" strokeWidth={2} aria-hidden="true" />}
      <span className="button__text">{children}</span>
      {keyName && <KeyCap name={keyName} />}
    </button>
  );
}
