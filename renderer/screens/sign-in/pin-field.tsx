/** The PIN of a UKey, asked for once the password was right and the role wants a second factor. */
import type { ReactNode } from "react";
import type { Fault } from "../../../electron/domain/fault.ts";
import { TextField } from "../../components/text-field.tsx";
import { useStrings } from "../../strings/use-strings.ts";

export function isAboutPin(fault: Fault | undefined): boolean {
  return fault?.code.startsWith("factor.") === true;
}

interface PinFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function PinField({ value, onChange }: PinFieldProps): ReactNode {
  return (
    <TextField
      label={useStrings().pin.label}
      type="password"
      value={value}
      onChange={onChange}
      isFocused
      autoComplete="off"
      maxLength={32}
    />
  );
}
