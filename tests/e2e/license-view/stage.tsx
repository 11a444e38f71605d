/** A bare stage for the license view: takes a drawing from the test, shows it, and tells what was opened. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { ScreenDrawing } from "../../../electron/drawing/drawing.ts";
import { LicenseView } from "../../../renderer/components/license-view/license-view.tsx";
import "./stage.css";

interface Stage {
  show: (path: string, page: number, zoom: "fit" | number) => Promise<void>;
  clear: () => void;
  opened: string[];
}

declare global {
  interface Window {
    stage: Stage;
  }
}

const root = createRoot(document.getElementById("root") as HTMLElement);
const drawings = new Map<string, ScreenDrawing>();
const blobUrls = new Map<string, (blobId: string) => string>();

window.stage = {
  opened: [],
  clear: () => root.render(null),
  async show(path, page, zoom) {
    const drawing = drawings.get(path) ?? ((await (await fetch(`/drawing/${path}`)).json()) as ScreenDrawing);
    drawings.set(path, drawing);
    const blobUrl = blobUrls.get(path) ?? ((blobId: string) => `/blob/${path}/${blobId}`);
    blobUrls.set(path, blobUrl);
    root.render(
      <StrictMode>
        <LicenseView
          drawing={drawing}
          blobUrl={blobUrl}
          page={page}
          zoom={zoom}
          onOpenSeal={(id) => window.stage.opened.push(id)}
        />
      </StrictMode>,
    );
  },
};
