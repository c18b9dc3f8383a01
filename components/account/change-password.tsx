"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { type NewPassword, NewPasswordFields, useNewPasswordFault } from "../auth/new-password-fields";
import { Notice } from "../auth/notice";
import { PasswordInput } from "../auth/password-input";
import { useCommandRun } from "../form/use-command-run";
import { Button } from "../ui/button";
import { Dialog, DialogContent } from "../ui/dialog";
import { Field } from "../ui/field";
import { Form } from "../ui/form";
import { toast } from "../ui/toast";

export type ChangePasswordProps = { email: string; minimum: number };

const nothing: NewPassword = { password: "", repeated: "" };

export function ChangePassword(props: ChangePasswordProps) {
  const t = useTranslations("governance.account");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("changePassword")}</Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open ? <PasswordForm {...props} onClose={() => setOpen(false)} /> : null}
      </Dialog>
    </>
  );
}

function PasswordForm({ email, minimum, onClose }: ChangePasswordProps & { onClose: () => void }) {
  const t = useTranslations("governance");
  const common = useTranslations("core.common");
  const form = useId();
  const { run, stepUp } = useCommandRun();
  const [current, setCurrent] = useState("");
  const [value, setValue] = useState(nothing);
  const [problem, setProblem] = useState<{ message: string; field?: string } | null>(null);
  const [pending, setPending] = useState(false);
  const faultOf = useNewPasswordFault(minimum);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const fault = faultOf(value);
    if (fault) return setProblem({ message: fault, field: "newPassword" });
    setPending(true);
    setProblem(null);
    const input = { currentPassword: current, newPassword: value.password };
    const outcome = await run("operators.change-password", input, crypto.randomUUID());
    setPending(false);
    if (outcome.kind === "done") {
      toast.success(t("account.passwordChanged"));
      onClose();
    } else if (outcome.kind === "error") {
      const [field] = Object.keys(outcome.error.fieldErrors ?? {});
      setProblem({ message: outcome.error.message, field });
    } else if (outcome.kind === "lost") setProblem({ message: t("auth.offline") });
  }

  const of = (field: string) => (problem?.field === field ? problem.message : undefined);
  return (
    <DialogContent
      size="sm"
      title={t("account.changePassword")}
      description={t("account.passwordHelp")}
      footer={
        <>
          <Button onClick={onClose}>{common("cancel")}</Button>
          <Button type="submit" form={form} look="primary" pending={pending}>
            {t("account.changePassword")}
          </Button>
        </>
      }
    >
      <Form id={form} onSubmit={submit} className="space-y-4">
        {problem && !problem.field ? <Notice tone="danger">{problem.message}</Notice> : null}
        <Field label={t("account.currentPassword")} error={of("currentPassword")}>
          {(control) => (
            <PasswordInput
              {...control}
              autoComplete="current-password"
              required
              value={current}
              onChange={(event) => {
                setCurrent(event.target.value);
                setProblem(null);
              }}
            />
          )}
        </Field>
        <NewPasswordFields
          value={value}
          onValueChange={(next) => {
            setValue(next);
            setProblem(null);
          }}
          minimum={minimum}
          email={email}
          error={of("newPassword")}
        />
      </Form>
      {stepUp}
    </DialogContent>
  );
}
