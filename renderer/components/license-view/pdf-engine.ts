/**
 * pdf.js for licenses: opens bytes that the host has judged, in two threads of their own that end with the document. Nothing
 * of a PDF acts here: no scripts, no forms, no links, no XFA, no addresses but our own, and no repair of what is damaged.
 */
import {
  AnnotationMode,
  GlobalWorkerOptions,
  getDocument,
  type PDFDocumentProxy,
  type PDFPageProxy,
  PDFWorker,
  type RenderTask,
} from "pdfjs-dist/legacy/build/pdf.mjs";
import rendererUrl from "pdfjs-dist/legacy/build/pdf.renderer.min.mjs?url";
import parserUrl from "pdfjs-dist/legacy/build/pdf.worker.min.mjs?url";

export type { PDFDocumentProxy, PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";

export interface OpenPdf {
  readonly document: Promise<PDFDocumentProxy>;
  close(): void;
}

/** The most that one canvas may hold, in pixels: A4 at 600 per inch is twice that. */
const MOST_PIXELS = 16 * 1024 * 1024;
/** Errors only: warnings would name what stands in a license. */
const VERBOSITY = 0;

/** @param bytes are given away */
export function openPdf(bytes: Uint8Array): OpenPdf {
  const parser = new Worker(parserUrl, { type: "module" });
  const painter = new Worker(rendererUrl, { type: "module" });
  const worker = PDFWorker.create({ port: parser, verbosity: VERBOSITY });
  GlobalWorkerOptions.rendererPorts = [painter];
  const data = (folder: string) => new URL(`/pdf/${folder}/`, document.baseURI).href;
  const task = getDocument({
    data: bytes,
    worker,
    verbosity: VERBOSITY,
    stopAtErrors: true,
    enableXfa: false,
    useWasm: false,
    useWorkerFetch: false,
    cMapUrl: data("maps"),
    standardFontDataUrl: data("fonts"),
    wasmUrl: data("decoders"),
    maxImageSize: 4 * MOST_PIXELS,
  });
  const broken = new Promise<never>((_, refuse) => {
    parser.addEventListener("error", (event) => refuse(new Error(event.message || "the PDF thread does not start")));
  });
  const close = () => {
    const end = () => {
      worker.destroy();
      parser.terminate();
      painter.terminate();
    };
    task.destroy().then(end, end);
  };
  // What asks for a password is encrypted, and nothing encrypted was judged.
  task.onPassword = close;
  const opened = Promise.race([task.promise, broken]);
  opened.catch(() => undefined);
  return { document: opened, close };
}

export interface Painting {
  readonly canvas: HTMLCanvasElement;
  readonly done: Promise<void>;
  cancel(): void;
}

/** @param width in pixels of the canvas */
export function paintPage(page: PDFPageProxy, width: number): Painting {
  const { width: points, height } = page.getViewport({ scale: 1 });
  const most = Math.sqrt(MOST_PIXELS / (points * height));
  const viewport = page.getViewport({ scale: Math.min(width / points, most) });
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(viewport.width));
  canvas.height = Math.max(1, Math.round(viewport.height));
  // Seals are annotations: they are painted as the file draws them, and no form takes input.
  const task: RenderTask = page.render({ canvas, viewport, annotationMode: AnnotationMode.ENABLE });
  return { canvas, done: task.promise, cancel: () => task.cancel() };
}
