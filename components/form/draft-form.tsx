"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Form } from "../ui/form";
import { Link } from "../ui/link";
import type { FieldDescription } from "./field-description";
import { OutcomeNotice } from "./outcome-notice";
import type { DraftState } from "./use-draft";

export type DraftFormProps = {
  form: DraftState;
  submitLabel: string;
  cancelHref: string;
  disabled?: boolean;
  /** What the fields are called where an error names them. */
  fields?: FieldDescription[];
  className?: string;
  children: ReactNode;
};

/** What stands around the fields of a `useDraft`: how saving ended, save and cancel. */
export function DraftForm(props: DraftFormProps) {
  const { form, submitLabel, cancelHref, disabled, fields = [], className, children } = props;
  const t = useTranslations("core.common");
  return (
    <Form
      noValidate
      className={cn("space-y-4", className)}
      onSubmit={(event) => {
        event.preventDefault();
        void form.save();
      }}
    >
      {children}
      {form.outcome ? <OutcomeNotice outcome={form.outcome} fields={fields} /> : null}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" look="primary" pending={form.pending} disabled={disabled}>
          {submitLabel}
        </Button>
        <Button asChild look="ghost">
          <Link href={cancelHref}>{t("cancel")}</Link>
        </Button>
      </div>
      {form.stepUp}
    </Form>
  );
}
