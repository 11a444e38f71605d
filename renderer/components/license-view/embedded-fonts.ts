/** Fonts that a license embeds: registered under names of their own while it is shown, gone with it. */
import { useEffect, useEffectEvent, useId, useMemo } from "react";
import type { DrawnFont } from "../../../electron/drawing/drawing.ts";

type Fonts = Readonly<Record<string, DrawnFont>>;

const GENERIC = new Set(["serif", "sans-serif", "monospace"]);

/** Gives the CSS font-family of each font. A file that cannot be used is told by its blob id; its stand-ins show then. */
export function useEmbeddedFonts(
  fonts: Fonts,
  blobUrl: (blobId: string) => string,
  onBroken: (blobId: string) => void,
): (fontId: string) => string {
  const prefix = `license-${useId().replace(/\W/g, "")}`;
  const urlOf = useEffectEvent(blobUrl);
  const tellBroken = useEffectEvent(onBroken);
  useEffect(() => {
    const faces = embeddedOnce(fonts).map(([blobId, { bold, italic }]) => {
      const face = new FontFace(`${prefix}-${blobId}`, `url(${JSON.stringify(urlOf(blobId))})`, {
        weight: bold ? "bold" : "normal",
        style: italic ? "italic" : "normal",
        display: "block",
      });
      document.fonts.add(face);
      face.loaded.catch(() => tellBroken(blobId));
      return face;
    });
    return () => {
      for (const face of faces) document.fonts.delete(face);
    };
  }, [fonts, prefix]);
  return useMemo(() => {
    const families = new Map(Object.entries(fonts).map(([fontId, font]) => [fontId, familyValue(font, prefix)]));
    return (fontId: string) => families.get(fontId) ?? "serif";
  }, [fonts, prefix]);
}

/** Several names may share one file. */
function embeddedOnce(fonts: Fonts): readonly (readonly [string, DrawnFont])[] {
  const byBlob = new Map<string, DrawnFont>();
  for (const font of Object.values(fonts)) if (font.blobId !== undefined) byBlob.set(font.blobId, font);
  return [...byBlob];
}

function familyValue(font: DrawnFont, prefix: string): string {
  const names = font.blobId === undefined ? font.families : [`${prefix}-${font.blobId}`, ...font.families];
  return names.map((name) => (GENERIC.has(name) ? name : JSON.stringify(name))).join(", ");
}
