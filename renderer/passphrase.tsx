/** Entry of the window that asks for the passphrase, before there is a terminal. Of what it remembers, the language alone, nothing outlives it. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BugBoundary } from "./components/bug-boundary.tsx";
import { PassphraseScreen } from "./screens/passphrase/passphrase-screen.tsx";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/controls.css";
import "./styles/fields.css";
import "./styles/sign-in.css";
import "./styles/passphrase.css";

const root = document.getElementById("root");
if (!root) throw new Error("passphrase.html has no #root");
createRoot(root).render(
  <StrictMode>
    <BugBoundary>
      <PassphraseScreen />
    </BugBoundary>
  </StrictMode>,
);
