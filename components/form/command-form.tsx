"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { FormProvider } from "react-hook-form";
import { Button } from "../ui/button";
import { Form } from "../ui/form";
import { Link } from "../ui/link";
import { ApprovalAheadNotice } from "./approval-ahead";
import type { CommandSpec, ExecuteCommand, StepUp } from "./command";
import { FormFields } from "./form-fields";
import { OutcomeNotice } from "./outcome-notice";
import { useUnsavedGuard } from "./unsaved";
import { useCommandDone } from "./use-command-done";
import { useCommandForm } from "./use-command-form";
import { useCommandRun } from "./use-command-run";

export type CommandFormProps = {
  spec: CommandSpec;
  /** Where cancel leads; without it there is no cancel. */
  cancelHref?: string;
  /** Instead of the toast and `doneHref`. */
  onDone?: (data: unknown) => void;
  execute?: ExecuteCommand;
  stepUp?: StepUp;
  /** Between the fields and the buttons. */
  children?: ReactNode;
};

/** A command as a form in a page; asks before unsaved changes are left. */
export function CommandForm({ spec, cancelHref, onDone, execute, stepUp, children }: CommandFormProps) {
  const t = useTranslations("core");
  const { run, stepUp: stepUpDialog } = useCommandRun({ execute, stepUp });
  const done = useCommandDone(spec, onDone);
  const { form, fields, submit, outcome, was, takeOver } = useCommandForm(spec, run, done);
  const { isDirty, isSubmitting } = form.formState;
  const sent = outcome?.kind === "approval";
  useUnsavedGuard(isDirty && !sent && !form.formState.isSubmitSuccessful);
  return (
    <>
      <FormProvider {...form}>
        <Form noValidate onSubmit={submit} className="flex flex-col gap-4">
          <FormFields fields={fields} disabled={isSubmitting || sent} />
          {children}
          {sent ? null : <ApprovalAheadNotice spec={spec} />}
          {outcome ? (
            <OutcomeNotice outcome={outcome} fields={fields} was={was} onReload={takeOver} keeps />
          ) : null}
          {sent ? null : (
            <div className="flex flex-wrap gap-2">
              <Button type="submit" look={spec.danger ? "danger" : "primary"} pending={isSubmitting}>
                {outcome?.kind === "lost" ? t("common.retry") : (spec.submitLabel ?? spec.label)}
              </Button>
              {cancelHref ? (
                <Button asChild look="ghost">
                  <Link href={cancelHref}>{t("common.cancel")}</Link>
                </Button>
              ) : null}
            </div>
          )}
        </Form>
      </FormProvider>
      {stepUpDialog}
    </>
  );
}
