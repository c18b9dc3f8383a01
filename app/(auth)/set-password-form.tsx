"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import {
  type NewPassword,
  NewPasswordFields,
  useNewPasswordFault,
} from "@/components/auth/new-password-fields";
import { Notice } from "@/components/auth/notice";
import { rememberEmail } from "@/components/auth/remembered-email";
import { Button } from "@/components/ui/button";
import { Form } from "@/components/ui/form";
import type { LinkPurpose } from "@/lib/governance/auth/account-links";
import { redeem } from "./actions/account-links";

export type SetPasswordFormProps = {
  purpose: LinkPurpose;
  token: string;
  email: string;
  minimum: number;
  submitLabel: string;
};

/** Sets the password of the account a link opens. */
export function SetPasswordForm({ purpose, token, email, minimum, submitLabel }: SetPasswordFormProps) {
  const t = useTranslations("governance.auth");
  const [value, setValue] = useState<NewPassword>({ password: "", repeated: "" });
  const [problem, setProblem] = useState<{ message: string; field?: string } | null>(null);
  const [pending, start] = useTransition();
  const faultOf = useNewPasswordFault(minimum);

  function send() {
    const fault = faultOf(value);
    if (fault) return setProblem({ message: fault, field: "password" });
    setProblem(null);
    start(async () => {
      try {
        rememberEmail(email);
        const answer = await redeem(purpose, token, value.password);
        // Leading elsewhere answers nothing.
        if (answer) setProblem(answer);
      } catch {
        setProblem({ message: t("offline") });
      }
    });
  }

  return (
    <Form
      className="space-y-4"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {problem && problem.field !== "password" ? <Notice tone="danger">{problem.message}</Notice> : null}
      <NewPasswordFields
        value={value}
        onValueChange={(next) => {
          setValue(next);
          setProblem(null);
        }}
        minimum={minimum}
        email={email}
        error={problem?.field === "password" ? problem.message : undefined}
      />
      <Button type="submit" look="primary" size="lg" pending={pending} className="w-full">
        {submitLabel}
      </Button>
    </Form>
  );
}
