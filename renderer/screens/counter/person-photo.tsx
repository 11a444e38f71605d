/** The photo of the card beside the person, to be compared with the face; or why there is none. */
import { UserRound } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import type { CaseView } from "../../../electron/contract/counter.ts";
import { showCardPhoto } from "../../client/card-photo.ts";
import { useStrings } from "../../strings/use-strings.ts";

export function PersonPhoto({ photo }: { readonly photo: NonNullable<CaseView["photo"]> }): ReactNode {
  return "address" in photo ? <Picture key={photo.address} address={photo.address} /> : <Gap gap={photo.gap} />;
}

function Picture({ address }: { readonly address: string }): ReactNode {
  const { person } = useStrings();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isMissing, setMissing] = useState(false);
  useEffect(
    () => (canvas.current ? showCardPhoto(address, canvas.current, () => setMissing(true)) : undefined),
    [address],
  );
  if (isMissing) return <Gap gap="not-kept" />;
  return <canvas ref={canvas} className="person__photo" role="img" aria-label={person.photo} />;
}

function Gap({ gap }: { readonly gap: Extract<NonNullable<CaseView["photo"]>, { gap: string }>["gap"] }): ReactNode {
  const { person } = useStrings();
  const { what, next } = person.photoGaps[gap];
  return (
    <span className="person__photo person__photo--none" title={next}>
      <UserRound size="1.6em" strokeWidth={1.5} aria-hidden="true" />
      <span>{what}</span>
      <strong>{gap === "not-kept" ? next : person.photoCompare}</strong>
    </span>
  );
}
