/** The five faces of a verdict. Each has its own shape, word and colour, so that none of them has to be told by colour. */
import { CircleCheck, FileX2, type LucideIcon, OctagonX, ShieldQuestionMark, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import type { Face } from "../../electron/domain/verdict/verdict.ts";
import { useStrings } from "../strings/use-strings.ts";

const ICONS: Readonly<Record<Face, LucideIcon>> = {
  valid: CircleCheck,
  attention: TriangleAlert,
  unconfirmed: ShieldQuestionMark,
  invalid: OctagonX,
  "not-license": FileX2,
};

export function FaceIcon({ face, size = "1em" }: { readonly face: Face; readonly size?: string }): ReactNode {
  const Icon = ICONS[face];
  return <Icon className="face-icon" data-face={face} size={size} strokeWidth={2.2} aria-hidden="true" />;
}

export function FaceBadge({ face }: { readonly face: Face }): ReactNode {
  const strings = useStrings();
  return (
    <span className="badge" data-face={face}>
      <FaceIcon face={face} size="1.1em" />
      {strings.words.shortFaces[face]}
    </span>
  );
}
