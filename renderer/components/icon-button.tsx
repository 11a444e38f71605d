/** A button that is only an icon; its words are its label and its tool tip. */
import { Tooltip } from "@base-ui/react/tooltip";
import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { printedKey } from "../state/action-keys.ts";

export interface IconButtonProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keyName?: string;
  readonly onPress: () => void;
  readonly isPressed?: boolean;
  readonly isDisabled?: boolean;
}

export function IconButton({
  icon: Icon,
  label,
  keyName,
  onPress,
  isPressed,
  isDisabled = false,
}: IconButtonProps): ReactNode {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger
        className="icon-button"
        aria-label={label}
        aria-pressed={isPressed}
        aria-keyshortcuts={keyName}
        disabled={isDisabled}
        onMouseDown={(event) => event.preventDefault()}
        onClick={onPress}
      >
        <Icon size="1.2em" strokeWidth={2} aria-hidden="true" />
      </Tooltip.Trigger>
      <Tooltip.Portal>
        <Tooltip.Positioner sideOffset={6}>
          <Tooltip.Popup className="tooltip">
            {label}
            {keyName && <kbd className="tooltip__key">{printedKey(keyName)}</kbd>}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
