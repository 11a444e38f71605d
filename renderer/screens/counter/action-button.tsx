/** A button of one action, with its key printed on it. */
import {
  Camera,
  ClipboardPaste,
  FileInput,
  IdCard,
  ImageUp,
  type LucideIcon,
  Printer,
  RefreshCw,
  Shapes,
} from "lucide-react";
import type { ReactNode } from "react";
import { Button, type ButtonTone } from "../../components/button.tsx";
import { ACTION_KEYS, type ActionId } from "../../state/action-keys.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { runAction } from "./run-action.ts";

const ICONS: Readonly<Partial<Record<ActionId, LucideIcon>>> = {
  camera: Camera,
  paste: ClipboardPaste,
  image: ImageUp,
  number: IdCard,
  file: FileInput,
  retry: RefreshCw,
  receipt: Printer,
  matter: Shapes,
};

export interface ActionButtonProps {
  readonly id: ActionId;
  readonly tone?: ButtonTone;
  readonly size?: "small" | "medium" | "large";
  readonly hasIcon?: boolean;
}

export function ActionButton({ id, tone = "plain", size = "medium", hasIcon = false }: ActionButtonProps): ReactNode {
  const strings = useStrings();
  const [key] = ACTION_KEYS[id];
  return (
    <Button tone={tone} size={size} keyName={key} icon={hasIcon ? ICONS[id] : undefined} onPress={() => runAction(id)}>
      {strings.actions[id]}
    </Button>
  );
}
