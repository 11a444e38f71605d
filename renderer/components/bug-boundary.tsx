/** A bug while drawing: the window says so and offers to begin anew. The case is safe on the host and comes back as it was. */
import { Bug, RotateCw } from "lucide-react";
import { Component, type ReactNode } from "react";
import { usePreferences } from "../state/preferences-store.ts";
import { STRINGS } from "../strings/language.ts";
import { Blank } from "./blank.tsx";

interface BugBoundaryState {
  readonly hasFailed: boolean;
}

export class BugBoundary extends Component<{ readonly children: ReactNode }, BugBoundaryState> {
  override state: BugBoundaryState = { hasFailed: false };

  static getDerivedStateFromError(): BugBoundaryState {
    return { hasFailed: true };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    const text = STRINGS[usePreferences.getState().language].faults["internal.unexpected"];
    return (
      <main className="splash">
        <Blank icon={Bug} title={text.what} hint={`${text.why}${text.next}`}>
          <button
            type="button"
            className="button"
            data-tone="primary"
            data-size="large"
            onClick={() => location.reload()}
          >
            <RotateCw size="1.2em" aria-hidden="true" />
            {STRINGS[usePreferences.getState().language].connection.reload}
          </button>
        </Blank>
      </main>
    );
  }
}
