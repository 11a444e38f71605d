/** A training code as a picture that a real scanner can read. */
import { type ReactNode, useEffect, useState } from "react";
import type { QrModules } from "../../client/qr-drawing.ts";
import { useStrings } from "../../strings/use-strings.ts";

/** The drawing library is fetched when the first code is wanted: a live terminal never needs it. */
function useQrModules(text: string): QrModules | undefined {
  const [modules, setModules] = useState<QrModules>();
  useEffect(() => {
    let isCurrent = true;
    void import("../../client/qr-drawing.ts").then(({ qrModules }) => {
      if (isCurrent) setModules(qrModules(text));
    });
    return () => {
      isCurrent = false;
    };
  }, [text]);
  return modules;
}

export function TrainingCode({ code }: { readonly code: string }): ReactNode {
  const strings = useStrings();
  const modules = useQrModules(code);
  if (!modules) return null;
  const side = modules.size + 8;
  return (
    <figure className="training-code">
      <svg viewBox={`-4 -4 ${side} ${side}`} role="img" aria-label={strings.training.showCode}>
        <rect x="-4" y="-4" width={side} height={side} fill="#fff" />
        <path d={modules.d} fill="#000" shapeRendering="crispEdges" />
      </svg>
      <figcaption>{strings.training.codeHint}</figcaption>
    </figure>
  );
}
