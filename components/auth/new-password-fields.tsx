"use client";

import { useTranslations } from "next-intl";
import { Field } from "../ui/field";
import { PasswordInput } from "./password-input";

export type NewPassword = { password: string; repeated: string };

export type NewPasswordFieldsProps = {
  value: NewPassword;
  onValueChange: (value: NewPassword) => void;
  /** Least number of characters. */
  minimum: number;
  /** The account, for password managers. */
  email: string;
  /** What the server found wrong with it. */
  error?: string;
};

/** A new password, typed twice. */
export function NewPasswordFields({ value, onValueChange, minimum, email, error }: NewPasswordFieldsProps) {
  const t = useTranslations("governance.auth.newPassword");
  const different = value.repeated !== "" && !value.password.startsWith(value.repeated);
  return (
    <>
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field label={t("label")} help={t("help", { minimum })} error={error}>
        {(control) => (
          <PasswordInput
            {...control}
            name="new-password"
            autoComplete="new-password"
            required
            minLength={minimum}
            maxLength={200}
            value={value.password}
            onChange={(event) => onValueChange({ ...value, password: event.target.value })}
            className="h-10"
          />
        )}
      </Field>
      <Field label={t("repeat")} error={different ? t("different") : undefined}>
        {(control) => (
          <PasswordInput
            {...control}
            name="new-password-again"
            autoComplete="new-password"
            required
            maxLength={200}
            value={value.repeated}
            onChange={(event) => onValueChange({ ...value, repeated: event.target.value })}
            className="h-10"
          />
        )}
      </Field>
    </>
  );
}
