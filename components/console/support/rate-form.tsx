"use client";

import { useTranslations } from "next-intl";
import type { FormEvent } from "react";
import { OutcomeNotice } from "@/components/form/outcome-notice";
import { useCommandDone } from "@/components/form/use-command-done";
import { useCommandRun } from "@/components/form/use-command-run";
import { useSend } from "@/components/form/use-send";
import { RatingFields } from "@/components/rating/rating-fields";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { ratingOf } from "@/lib/support/support-tickets/rating";

/** Asks how it was, once it is over. */
export function RateForm({ ticketId }: { ticketId: string }) {
  const t = useTranslations("support");
  const { run, stepUp } = useCommandRun();
  const { send, pending, outcome } = useSend(run);
  const done = useCommandDone({ doneMessage: t("commands.support-tickets.rate.done") });

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // The browser sends nothing without the first answer.
    const rating = ratingOf(new FormData(event.currentTarget));
    if (rating) void send("support-tickets.rate", { ticketId, ...rating }, done);
  }

  return (
    <Card title={t("pages.rating.ask")} description={t("pages.rating.askHelp")}>
      <Form onSubmit={save} className="flex flex-col gap-4">
        <RatingFields />
        {outcome ? <OutcomeNotice outcome={outcome} fields={[]} /> : null}
        <Button type="submit" look="primary" pending={pending} className="self-start">
          {t("commands.support-tickets.rate.label")}
        </Button>
      </Form>
      {stepUp}
    </Card>
  );
}
