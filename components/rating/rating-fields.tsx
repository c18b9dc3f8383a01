import { Star } from "lucide-react";
import { useTranslations } from "next-intl";
import { ratingQuestions } from "@/lib/support/support-tickets/rating";
import { Field } from "../ui/field";
import { Textarea } from "../ui/textarea";

const points = [1, 2, 3, 4, 5] as const;

/**
 * One to five for each question, the first of which is needed, and a comment. What is chosen stays chosen when a script comes late
 * or never.
 */
export function RatingFields() {
  const t = useTranslations("support");
  return (
    <>
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        {ratingQuestions.map((question) => (
          <Question key={question} name={question} required={question === "overall"} />
        ))}
      </div>
      <Field label={t("commands.support-tickets.rate.fields.comment")}>
        {(control) => <Textarea {...control} name="comment" rows={3} maxLength={2000} />}
      </Field>
    </>
  );
}

function Question({ name, required }: { name: (typeof ratingQuestions)[number]; required: boolean }) {
  const t = useTranslations("support");
  return (
    <fieldset className="min-w-0">
      <legend className="font-medium">
        {t(`commands.support-tickets.rate.questions.${name}`)}
        {required ? (
          <span aria-hidden className="text-danger">
            {" *"}
          </span>
        ) : null}
      </legend>
      <div className="-ml-2 mt-1 flex">
        {points.map((point) => (
          <label
            key={point}
            // A star shines when it or a later one is chosen.
            className="relative grid size-11 cursor-pointer place-items-center rounded-md text-ink-3 [--star:transparent] hover:bg-hover has-checked:text-waiting has-checked:[--star:currentColor] has-focus-visible:outline-2 has-focus-visible:outline-focus has-[~_label_:checked]:text-waiting has-[~_label_:checked]:[--star:currentColor]"
          >
            <input
              type="radio"
              name={name}
              value={point}
              required={required}
              aria-label={t("pages.rating.of", { value: point })}
              className="absolute inset-0 cursor-pointer opacity-0"
            />
            <Star aria-hidden className="size-6 fill-(--star)" />
          </label>
        ))}
      </div>
    </fieldset>
  );
}
