/** A PDF while it is shown: fetched, opened, painted in the size it has on the screen, and closed when it is no longer shown. */
import { type RefObject, useEffect, useLayoutEffect, useState } from "react";
import { openPdf, type PDFDocumentProxy, type PDFPageProxy, paintPage } from "./pdf-engine.ts";

export type Loaded<T> =
  | { readonly state: "waiting" }
  | { readonly state: "there"; readonly value: T }
  | { readonly state: "broken" };

const WAITING = { state: "waiting" } as const;
const BROKEN = { state: "broken" } as const;

/** @param pageCount as it was judged: another number of pages would be another document */
export function usePdf(url: string, pageCount: number): Loaded<PDFDocumentProxy> {
  const [pdf, setPdf] = useState<Loaded<PDFDocumentProxy>>(WAITING);
  useEffect(() => {
    const control = new AbortController();
    let close: (() => void) | undefined;
    const open = async () => {
      const response = await fetch(url, { signal: control.signal });
      if (!response.ok) throw new Error(`${response.status}`);
      const bytes = new Uint8Array(await response.arrayBuffer());
      control.signal.throwIfAborted();
      const opened = openPdf(bytes);
      close = opened.close;
      const value = await opened.document;
      if (value.numPages !== pageCount) throw new Error(`${value.numPages} pages`);
      return value;
    };
    open().then(
      (value) => !control.signal.aborted && setPdf({ state: "there", value }),
      () => !control.signal.aborted && setPdf(BROKEN),
    );
    return () => {
      control.abort();
      close?.();
      setPdf(WAITING);
    };
  }, [url, pageCount]);
  return pdf;
}

/** @param index from 0 */
export function usePdfPage(pdf: Loaded<PDFDocumentProxy>, index: number): Loaded<PDFPageProxy> {
  const [page, setPage] = useState<Loaded<PDFPageProxy> & { readonly index?: number }>(WAITING);
  useEffect(() => {
    if (pdf.state !== "there") return;
    let isCurrent = true;
    pdf.value.getPage(index + 1).then(
      (value) => isCurrent && setPage({ state: "there", value, index }),
      () => isCurrent && setPage({ state: "broken", index }),
    );
    return () => {
      isCurrent = false;
    };
  }, [pdf, index]);
  if (pdf.state !== "there") return pdf;
  return page.index === index ? page : WAITING;
}

/** Puts the painted page into `place` and paints it anew when that gets another width. */
export function usePainting(
  place: RefObject<HTMLElement | null>,
  page: PDFPageProxy,
): "painting" | "painted" | "broken" {
  const [state, setState] = useState<"painting" | "painted" | "broken">("painting");
  const width = useWidth(place);
  useEffect(() => {
    if (width === 0) return;
    const painting = paintPage(page, width);
    let isCurrent = true;
    painting.done.then(
      () => {
        if (!isCurrent) return;
        place.current?.replaceChildren(painting.canvas);
        setState("painted");
      },
      () => isCurrent && setState("broken"),
    );
    return () => {
      isCurrent = false;
      painting.cancel();
    };
  }, [place, page, width]);
  return state;
}

/** In pixels of the screen. */
function useWidth(place: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setWidth(Math.round(element.getBoundingClientRect().width * window.devicePixelRatio)),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [place]);
  return width;
}
