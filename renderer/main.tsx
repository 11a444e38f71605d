/** Entry of both windows. The address says which one this is. */
import { CSPProvider } from "@base-ui/react/csp-provider";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { windowKind } from "./client/window-kind.ts";
import { BugBoundary } from "./components/bug-boundary.tsx";
import { CitizenWindow } from "./screens/citizen/citizen-window.tsx";
import { startCitizenWindow } from "./screens/citizen/start-citizen-window.ts";
import { ClerkWindow } from "./screens/clerk-window/clerk-window.tsx";
import { startClerkWindow } from "./screens/clerk-window/start-clerk-window.ts";
import { usePreferences } from "./state/preferences-store.ts";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/badges.css";
import "./styles/fields.css";
import "./styles/dialogs.css";
import "./styles/camera.css";
import "./styles/frame.css";
import "./styles/sign-in.css";
import "./styles/matter.css";
import "./styles/ready.css";
import "./styles/waiting.css";
import "./styles/counter.css";
import "./styles/verdict.css";
import "./styles/license.css";
import "./styles/evidence.css";
import "./styles/step-bar.css";
import "./styles/history.css";
import "./styles/administration.css";
import "./styles/record-table.css";
import "./styles/trust.css";
import "./styles/appointments.css";
import "./styles/trust-import.css";
import "./styles/people.css";
import "./styles/audit.css";
import "./styles/devices.css";
import "./styles/profile.css";
import "./styles/training.css";
import "./styles/receipt.css";
import "./styles/citizen.css";

const kind = windowKind(window.location);
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
document.documentElement.dataset["window"] = kind;
document.documentElement.lang = usePreferences.getState().language === "zh" ? "zh-CN" : "en";
if (kind === "citizen") startCitizenWindow();
else startClerkWindow();
createRoot(root).render(
  <StrictMode>
    <CSPProvider disableStyleElements>
      <BugBoundary>{kind === "citizen" ? <CitizenWindow /> : <ClerkWindow />}</BugBoundary>
    </CSPProvider>
  </StrictMode>,
);
