/** What a requester is asked; worded at `support.commands.support-tickets.rate.questions`. */
export const ratingQuestions = ["overall", "speed", "solution", "courtesy"] as const;

export type Rating = {
  /** From 1 to 5 each; the first is needed. */
  answers: { overall: number } & Partial<Record<(typeof ratingQuestions)[number], number>>;
  comment?: string;
};

/**
 * The rating somebody filled in, whose fields are called as the questions, and `comment`.
 * @returns undefined without an answer to the first question. What is no number becomes NaN, which the command refuses.
 */
export function ratingOf(form: FormData): Rating | undefined {
  const text = (name: string) => String(form.get(name) ?? "").trim();
  const given = ratingQuestions.flatMap((question) =>
    text(question) ? [[question, Number(text(question))]] : [],
  );
  const { overall, ...others } = Object.fromEntries(given) as Partial<Rating["answers"]>;
  if (overall === undefined) return undefined;
  const comment = text("comment");
  return { answers: { overall, ...others }, ...(comment ? { comment } : {}) };
}
