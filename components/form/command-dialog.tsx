"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useId, useState } from "react";
import { FormProvider } from "react-hook-form";
import { Button } from "../ui/button";
import { Dialog, DialogContent } from "../ui/dialog";
import { Form } from "../ui/form";
import { ApprovalAheadNotice } from "./approval-ahead";
import type { CommandSpec, ExecuteCommand, StepUp } from "./command";
import { FormFields } from "./form-fields";
import { OutcomeNotice } from "./outcome-notice";
import { useCommandDone } from "./use-command-done";
import { useCommandForm } from "./use-command-form";
import { useCommandRun } from "./use-command-run";

export type CommandDialogProps = {
  spec: CommandSpec;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Instead of the toast. */
  onDone?: (data: unknown) => void;
  /** What the command answered, when it must be shown (a secret that is shown once). The dialog then stays. */
  result?: (data: unknown) => ReactNode;
  execute?: ExecuteCommand;
  stepUp?: StepUp;
};

/** A command asked for in a dialog. Mounted anew at each opening, with a fresh idempotency key. */
export function CommandDialog(props: CommandDialogProps) {
  return (
    <Dialog open={props.open} onOpenChange={props.onOpenChange}>
      {props.open ? <Body {...props} /> : null}
    </Dialog>
  );
}

function Body({ spec, onOpenChange, onDone, result, execute, stepUp }: CommandDialogProps) {
  const t = useTranslations("core");
  const id = useId();
  const [answer, setAnswer] = useState<{ data: unknown } | null>(null);
  const { run, stepUp: stepUpDialog } = useCommandRun({ execute, stepUp });
  const finish = useCommandDone(spec, onDone);
  const { form, fields, submit, outcome, was, takeOver } = useCommandForm(spec, run, (data) => {
    finish(data);
    if (result) setAnswer({ data });
    else onOpenChange(false);
  });
  const { isDirty, isSubmitting } = form.formState;
  const over = answer !== null || outcome?.kind === "approval";
  // Neither a stray click nor Escape may throw away what was typed, or a secret that will not be shown again.
  const hold = (event: Event) => {
    if (isDirty || isSubmitting || spec.danger || answer) event.preventDefault();
  };

  return (
    <>
      <DialogContent
        title={
          <span className="flex items-center gap-2">
            {spec.danger ? <TriangleAlert aria-hidden className="size-4 shrink-0 text-danger" /> : null}
            {spec.title}
          </span>
        }
        description={over ? undefined : spec.description}
        role={spec.danger ? "alertdialog" : "dialog"}
        onInteractOutside={hold}
        onEscapeKeyDown={(event) => {
          if (isDirty || isSubmitting || answer) event.preventDefault();
        }}
        footer={
          over ? (
            <Button onClick={() => onOpenChange(false)}>{t("common.close")}</Button>
          ) : (
            <>
              <Button disabled={isSubmitting} onClick={() => onOpenChange(false)}>
                {t("common.cancel")}
              </Button>
              <Button
                type="submit"
                form={id}
                look={spec.danger ? "danger" : "primary"}
                pending={isSubmitting}
              >
                {outcome?.kind === "lost" ? t("common.retry") : (spec.submitLabel ?? spec.label)}
              </Button>
            </>
          )
        }
      >
        {answer ? (
          result?.(answer.data)
        ) : (
          <FormProvider {...form}>
            <Form id={id} noValidate onSubmit={submit} className="flex flex-col gap-4">
              {over ? null : (
                <>
                  <FormFields fields={fields} disabled={isSubmitting} />
                  <ApprovalAheadNotice spec={spec} />
                </>
              )}
              {outcome ? (
                <OutcomeNotice outcome={outcome} fields={fields} was={was} onReload={takeOver} keeps />
              ) : null}
            </Form>
          </FormProvider>
        )}
      </DialogContent>
      {stepUpDialog}
    </>
  );
}
