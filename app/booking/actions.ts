"use server";

import { redirect } from "next/navigation";
import { dateAndTime } from "@/components/booking/day-words";
import { type FormState, faultsIn, typedFields } from "@/components/booking/typed";
import { AppError } from "@/lib/core/errors";
import { describeError, describeFaults, translator } from "@/lib/core/i18n/translate";
import { bookingOrganization, bookPublicly } from "@/lib/field-service/service-tickets/book-publicly";
import { followPath } from "@/lib/field-service/service-tickets/follow";
import { zoneOf } from "@/lib/field-service/service-tickets/slots";
import { currentFacts } from "@/lib/governance/auth/current-caller";
import "@/lib/registry";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

/** Books from a form that was sent without a script, and leads to the page that follows the visit. */
export async function bookFromForm(_: FormState, form: FormData): Promise<FormState> {
  const facts = await currentFacts();
  const typed = Object.fromEntries(typedFields.map((name) => [name, textOf(form, name)]));
  const t = await translator(facts.locale);
  let path: string;
  try {
    const slot = textOf(form, "slot");
    if (Number.isNaN(Date.parse(slot)))
      return { typed, faults: { slot: t("booking.form.chooseTime") }, problem: null };
    const when = dateAndTime(slot, await zoneOf(await bookingOrganization()));
    const website = textOf(form, "website");
    const input = { ...typed, ...when, locale: facts.locale, ...(website ? { website } : {}) };
    const { followSecret } = await bookPublicly(input, facts, textOf(form, "key") || undefined);
    if (followSecret === null) return { typed, faults: {}, problem: t("booking.booked.noLink") };
    path = followPath(followSecret);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const fields = describeFaults(error.details.fields ?? [], t);
    const faults = faultsIn(Object.fromEntries(fields.map(({ path: field, message }) => [field, message])));
    return { typed, faults, problem: Object.keys(faults).length > 0 ? null : describeError(error, t) };
  }
  redirect(path);
}
