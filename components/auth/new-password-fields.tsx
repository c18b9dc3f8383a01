"use client";

import { useTranslations } from "next-intl";
import { isShort } from "@/lib/governance/auth/password-length";
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

/**
 * What is wrong with a new password that needs no server to know, in words for its field; the browser's own bubble would hide
 * the help below it.
 */
export function useNewPasswordFault(minimum: number): (value: NewPassword) => string | null {
  const t = useTranslations("governance");
  return ({ password, repeated }) => {
    if (isShort(password, minimum)) return t("errors.password_short", { minimum });
    return password === repeated ? null : t("auth.newPassword.different");
  };
}

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
            aria-required
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
            aria-required
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
