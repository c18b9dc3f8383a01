"use server";

import { redirect } from "next/navigation";
import { currentFacts } from "@/lib/governance/auth/current-caller";
import { ratingOf } from "@/lib/support/support-tickets/rating";
import { rateByLink, ratingPath } from "@/lib/support/support-tickets/rating-link";
import "@/lib/registry";

/** Takes a rating; the page then says what became of it. */
export async function rateFromForm(form: FormData): Promise<void> {
  const secret = String(form.get("secret") ?? "").trim();
  const rating = ratingOf(form);
  // The form does not go without the first answer.
  if (rating) await rateByLink(secret, rating, await currentFacts());
  redirect(ratingPath(secret));
}
