"use server";

import { redirect } from "next/navigation";
import { AppError } from "@/lib/core/errors";
import { describeWhole, translator } from "@/lib/core/i18n/translate";
import { parseInput } from "@/lib/core/input";
import { cancellation, move } from "@/lib/field-service/http/public-booking";
import { cancelFollowed, followPath, rescheduleFollowed } from "@/lib/field-service/service-tickets/follow";
import { currentFacts } from "@/lib/governance/auth/current-caller";
import "@/lib/registry";

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === "string" ? value.trim() : "";
};

const versionOf = (form: FormData): number => Number(textOf(form, "version"));

/** Calls a visit off from a form that was sent without a script. */
export async function cancelFromForm(_: string | null, form: FormData): Promise<string | null> {
  const input = { version: versionOf(form), reason: textOf(form, "reason") };
  return attempt(form, async (secret, facts) =>
    cancelFollowed(secret, parseInput(cancellation, input), facts),
  );
}

/** Moves a visit from a form that was sent without a script. */
export async function moveFromForm(_: string | null, form: FormData): Promise<string | null> {
  const input = { version: versionOf(form), appointment_start: textOf(form, "slot") };
  return attempt(form, async (secret, facts) => {
    const { version, appointment_start } = parseInput(move, input);
    return rescheduleFollowed(secret, { version, appointmentStart: appointment_start }, facts);
  });
}

async function attempt(
  form: FormData,
  act: (secret: string, facts: Awaited<ReturnType<typeof currentFacts>>) => Promise<unknown>,
): Promise<string | null> {
  const facts = await currentFacts();
  const secret = textOf(form, "secret");
  try {
    await act(secret, facts);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return describeWhole(error, await translator(facts.locale));
  }
  redirect(followPath(encodeURIComponent(secret)));
}
