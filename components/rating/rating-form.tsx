import { useTranslations } from "next-intl";
import { ratingQuestions } from "@/lib/support/support-tickets/rate";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";

const points = [1, 2, 3, 4, 5] as const;

export type RatingFormProps = { secret: string; action: (form: FormData) => Promise<void> };

/** One to five for each question, the first of which is needed. It needs no script. */
export function RatingForm({ secret, action }: RatingFormProps) {
  const t = useTranslations("rating.page");
  return (
    <Card title={t("help")}>
      <form action={action} className="flex flex-col gap-5">
        <input type="hidden" name="secret" value={secret} />
        {ratingQuestions.map((question) => (
          <Question key={question} name={question} required={question === "overall"} />
        ))}
        <Field label={t("comment")}>
          {(control) => <Textarea {...control} name="comment" rows={3} maxLength={2000} />}
        </Field>
        <Button type="submit" look="primary" size="lg" className="min-h-11 self-start">
          {t("submit")}
        </Button>
      </form>
    </Card>
  );
}

function Question({ name, required }: { name: (typeof ratingQuestions)[number]; required: boolean }) {
  const t = useTranslations("support");
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1.5 font-medium">
        {t(`commands.support-tickets.rate.questions.${name}`)}
        {required ? (
          <span aria-hidden className="text-danger">
            {" *"}
          </span>
        ) : null}
      </legend>
      <div className="flex gap-2">
        {points.map((point) => (
          <label
            key={point}
            className="figures relative grid size-11 cursor-pointer place-items-center rounded-md border border-line hover:bg-hover has-checked:border-accent has-checked:bg-accent has-checked:text-accent-ink has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              value={point}
              required={required}
              aria-label={t("pages.rating.of", { value: point })}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <span aria-hidden>{point}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
