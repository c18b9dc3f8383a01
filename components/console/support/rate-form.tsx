"use client";

import { Star } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { OutcomeNotice } from "@/components/form/outcome-notice";
import { useCommandDone } from "@/components/form/use-command-done";
import { useCommandRun } from "@/components/form/use-command-run";
import { useSend } from "@/components/form/use-send";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/cn";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";

const questions = ["overall", "speed", "solution", "courtesy"] as const;
const stars = [1, 2, 3, 4, 5] as const;

type Answers = Partial<Record<(typeof questions)[number], number>>;

/** Asks how it was, once it is over: one to five for each question, the first of which is needed. */
export function RateForm({ ticketId }: { ticketId: string }) {
  const t = useTranslations("support");
  const { run, stepUp } = useCommandRun();
  const [answers, setAnswers] = useState<Answers>({});
  const [comment, setComment] = useState("");
  const { send, pending, outcome } = useSend(run);
  const done = useCommandDone({ doneMessage: t("commands.support-tickets.rate.done") });

  function save(event: FormEvent) {
    event.preventDefault();
    if (answers.overall === undefined) return;
    const words = comment.trim();
    void send("support-tickets.rate", { ticketId, answers, ...(words ? { comment: words } : {}) }, done);
  }

  return (
    <Card title={t("pages.rating.ask")} description={t("pages.rating.askHelp")}>
      <form method="post" noValidate onSubmit={save} className="flex flex-col gap-4">
        <div className="grid gap-x-6 gap-y-3 sm:grid-cols-2">
          {questions.map((question) => (
            <Question
              key={question}
              label={t(`commands.support-tickets.rate.questions.${question}`)}
              of={(value) => t("pages.rating.of", { value })}
              value={answers[question]}
              onChange={(value) => setAnswers({ ...answers, [question]: value })}
            />
          ))}
        </div>
        <Field label={t("commands.support-tickets.rate.fields.comment")}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              maxLength={2000}
              value={comment}
              onChange={(event) => setComment(event.target.value)}
            />
          )}
        </Field>
        {outcome ? <OutcomeNotice outcome={outcome} fields={[]} /> : null}
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" look="primary" pending={pending} disabled={answers.overall === undefined}>
            {t("commands.support-tickets.rate.label")}
          </Button>
          {answers.overall === undefined ? (
            <span className="text-ink-3 text-sm">{t("pages.rating.overallNeeded")}</span>
          ) : null}
        </div>
      </form>
      {stepUp}
    </Card>
  );
}

type QuestionProps = {
  label: string;
  of(value: number): string;
  value: number | undefined;
  onChange(value: number): void;
};

function Question({ label, of, value, onChange }: QuestionProps) {
  const name = useId();
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium text-sm">{label}</legend>
      <div className="mt-1 flex items-center">
        {stars.map((star) => (
          <label
            key={star}
            className="grid size-9 cursor-pointer place-items-center rounded-sm hover:bg-hover has-focus-visible:outline-2 has-focus-visible:outline-focus pointer-coarse:size-11"
          >
            <input
              type="radio"
              name={name}
              value={star}
              checked={value === star}
              aria-label={of(star)}
              className="sr-only"
              onChange={() => onChange(star)}
            />
            <Star
              aria-hidden
              className={cn(
                "size-5",
                value !== undefined && star <= value ? "fill-current text-waiting" : "text-ink-3",
              )}
            />
          </label>
        ))}
        <span aria-hidden className="figures ml-1 text-ink-3 text-sm">
          {value ?? ""}
        </span>
      </div>
    </fieldset>
  );
}
