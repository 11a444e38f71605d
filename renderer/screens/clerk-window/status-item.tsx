/** One item of the status bar: a dot, a word, and behind it the details and what to do. A dialog closes them. */
import { Popover } from "@base-ui/react/popover";
import type { LucideIcon } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useDesk } from "../../state/desk-store.ts";

export type StatusTone = "good" | "note" | "warn" | "bad" | "off";

export interface StatusItemProps {
  readonly icon: LucideIcon;
  readonly tone: StatusTone;
  readonly text: string;
  readonly title: string;
  readonly children: ReactNode;
}

export function StatusItem({ icon: Icon, tone, text, title, children }: StatusItemProps): ReactNode {
  const popup = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const isCovered = useDesk((desk) => desk.dialog !== undefined);
  useEffect(() => {
    if (isCovered) setOpen(false);
  }, [isCovered]);
  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <Popover.Trigger className="status-item" data-tone={tone} onMouseDown={(event) => event.preventDefault()}>
        <Icon size="1.15em" strokeWidth={2} aria-hidden="true" />
        <span>{text}</span>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Positioner side="top" align="start" sideOffset={8} collisionPadding={8}>
          <Popover.Popup ref={popup} className="popover" initialFocus={popup}>
            <Popover.Title className="popover__title" data-tone={tone}>
              <Icon size="1.2em" aria-hidden="true" />
              {title}
            </Popover.Title>
            {children}
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}
