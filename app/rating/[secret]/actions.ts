"use server";

import { redirect } from "next/navigation";
import { currentFacts } from "@/lib/governance/auth/current-caller";
import { ratingQuestions } from "@/lib/support/support-tickets/rate";
import { rateByLink, ratingPath } from "@/lib/support/support-tickets/rating-link";
import "@/lib/registry";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

/** Takes a rating; the page then says what became of it. */
export async function rateFromForm(form: FormData): Promise<void> {
  const secret = textOf(form, "secret");
  const given = ratingQuestions.flatMap((question) => {
    const value = textOf(form, question);
    return value === "" ? [] : [[question, Number(value)] as const];
  });
  const { overall, ...others } = Object.fromEntries(given) as Record<string, number>;
  // The form does not go without the first answer.
  if (overall !== undefined)
    await rateByLink(
      secret,
      { answers: { overall, ...others }, comment: textOf(form, "comment") },
      await currentFacts(),
    );
  redirect(ratingPath(secret));
}
