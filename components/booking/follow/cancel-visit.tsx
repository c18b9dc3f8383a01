"use client";

import { useTranslations } from "next-intl";
import { useActionState, useRef, useState } from "react";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Textarea } from "../../ui/textarea";
import { forgetWish, keepBooked } from "../draft";
import { ActEndNotice } from "./act-end";
import { Disclosure } from "./disclosure";
import { type PlainAct, spoken } from "./plain";
import { useAct } from "./use-act";

export type CancelVisitProps = { secret: string; version: number; plain: PlainAct };

/** Calls a visit off, with a reason. */
export function CancelVisit({ secret, version, plain }: CancelVisitProps) {
  const t = useTranslations("booking.follow");
  const form = useTranslations("booking.form");
  const field = useRef<HTMLTextAreaElement>(null);
  const [missing, setMissing] = useState(false);
  const { act, pending, end } = useAct(`/api/public/booking/${secret}/cancel`, t("canceled"));
  const [problem, action] = useActionState(plain, null);
  return (
    <Disclosure id="cancel" title={t("cancel")} open={problem !== null}>
      <form
        action={action}
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          const reason = field.current?.value.trim() ?? "";
          setMissing(reason === "");
          if (reason === "") return field.current?.focus();
          if (!(await act({ version, reason }))) return;
          // The same words booked again are a new wish now.
          forgetWish();
          keepBooked(null);
        }}
        className="flex flex-col gap-4"
      >
        <input type="hidden" name="secret" value={secret} />
        <input type="hidden" name="version" value={version} />
        <p className="text-ink-2 text-sm">{t("cancelHelp")}</p>
        <Field label={t("cancelReason")} required error={missing ? form("required") : undefined}>
          {(control) => <Textarea {...control} ref={field} name="reason" rows={2} maxLength={500} required />}
        </Field>
        <Button
          type="submit"
          look="danger"
          size="lg"
          pending={pending}
          className="h-auto min-h-11 self-start whitespace-normal"
        >
          {t("cancelSubmit")}
        </Button>
      </form>
      <ActEndNotice end={spoken(problem, end)} />
    </Disclosure>
  );
}
