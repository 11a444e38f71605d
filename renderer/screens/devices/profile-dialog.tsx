/** A profile, field by field or as its text; what is wrong is told while it is written, and only what is sound is kept. */
import { type FormEvent, type ReactNode, useEffect, useMemo, useState } from "react";
import type { ProfileProblemView } from "../../../electron/contract/devices.ts";
import { host } from "../../client/host.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { type DeviceTask, useDevices } from "../../state/devices-store.ts";
import { parseProfileText } from "../../state/profile-fields.ts";
import { useStrings } from "../../strings/use-strings.ts";
import { DeviceFault } from "./device-fault.tsx";
import { ProfileFields } from "./profile-fields.tsx";
import { ProfileProblems } from "./profile-problems.tsx";

const CHECK_AFTER_MS = 300;

export function ProfileDialog({ task }: { readonly task: Extract<DeviceTask, { kind: "profile" }> }): ReactNode {
  const { profileDialog: words } = useStrings();
  const { fault, isBusy, view, saveProfile, dropProfile, leaveTask } = useDevices();
  const [text, setText] = useState(task.text);
  const [unwritten, setUnwritten] = useState<ReadonlySet<string>>(new Set());
  const problems = useProblems(text);
  const profile = useMemo(() => parseProfileText(text), [text]);
  const [isText, setIsText] = useState(profile === undefined);
  const isSound = problems?.length === 0 && unwritten.size === 0;
  const isHall = task.origin === "hall";
  const name = view?.profiles.find(({ id }) => id === task.profileId)?.name ?? task.profileId;
  const isChanged = text !== task.text || unwritten.size > 0;
  const [isWarned, setWarned] = useState(false);
  const close = () => (isChanged && !isWarned ? setWarned(true) : leaveTask());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isSound) void saveProfile(text);
  };
  const show = (asText: boolean) => {
    setIsText(asText);
    setUnwritten(new Set());
  };
  return (
    <Dialog title={words.title(name)} hint={isHall ? words.hallHint : words.builtInHint} onClose={close} width="wide">
      <form className="profile" onSubmit={submit}>
        <div className="administration-tabs__row profile__tabs" role="tablist">
          {[false, true].map((asText) => (
            <button
              key={String(asText)}
              type="button"
              role="tab"
              className="administration__tab"
              aria-selected={isText === asText}
              onClick={() => show(asText)}
            >
              {asText ? words.asText : words.byField}
            </button>
          ))}
        </div>
        {isText && (
          <textarea
            className="field__input field__input--area profile__text"
            aria-label={words.text}
            spellCheck={false}
            value={text}
            onChange={({ target }) => setText(target.value)}
          />
        )}
        {!isText && !profile && <p className="dialog__warning">{words.unreadable}</p>}
        {!isText && profile && (
          <ProfileFields
            profile={profile}
            problems={problems ?? []}
            onChange={(next) => setText(`${JSON.stringify(next, null, 2)}\n`)}
            onUnwritten={setUnwritten}
          />
        )}
        <ProfileProblems problems={problems} />
        {fault && <DeviceFault fault={fault} />}
        {isWarned && isChanged && (
          <p className="dialog__warning" role="alert">
            {words.unsaved}
          </p>
        )}
        <div className="dialog__foot">
          {isHall && <DropButton profileId={task.profileId} onDrop={dropProfile} />}
          <Button keyName="Escape" size="large" onPress={close} keepsFocus>
            {words.close}
          </Button>
          <Button
            type="submit"
            tone="primary"
            size="large"
            isDisabled={!isSound || isBusy || text === task.text}
            onPress={() => undefined}
            keepsFocus
          >
            {isBusy ? words.saving : words.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

interface DropButtonProps {
  readonly profileId: string;
  readonly onDrop: (profileId: string) => Promise<void>;
}

function DropButton({ profileId, onDrop }: DropButtonProps): ReactNode {
  const { profileDialog: words } = useStrings();
  const [isAsked, setAsked] = useState(false);
  const press = () => (isAsked ? void onDrop(profileId) : setAsked(true));
  return (
    <Button tone={isAsked ? "danger" : "quiet"} size="large" onPress={press} keepsFocus>
      {isAsked ? words.dropConfirm : words.drop}
    </Button>
  );
}

/** Undefined while the host has not judged this text. */
function useProblems(text: string): readonly ProfileProblemView[] | undefined {
  const [judged, setJudged] = useState<{ text: string; problems: readonly ProfileProblemView[] }>();
  useEffect(() => {
    let isLate = false;
    const timer = setTimeout(async () => {
      const result = await host.call("devices.check-profile", { text });
      if (result.ok && !isLate) setJudged({ text, problems: result.value.problems });
    }, CHECK_AFTER_MS);
    return () => {
      isLate = true;
      clearTimeout(timer);
    };
  }, [text]);
  return judged?.text === text ? judged.problems : undefined;
}
