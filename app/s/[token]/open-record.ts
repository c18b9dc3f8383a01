"use server";

import { z } from "zod";
import { AppError } from "@/lib/core/errors";
import { translator } from "@/lib/core/i18n/translate";
import { currentFacts } from "@/lib/governance/auth/current-caller";
import { openRecordLink, type SharedRecord } from "@/lib/governance/secure-links/visit";
import "@/lib/registry";

export type Opened = { ok: true; record: SharedRecord } | { ok: false; title: string; help: string };

/** Opens a link to a record, once. */
export async function openRecord(token: string): Promise<Opened> {
  const facts = await currentFacts();
  const t = await translator(facts.locale);
  const closed = (state: string, help = "help"): Opened => ({
    ok: false,
    title: t(`governance.visit.${state}`),
    help: t(`governance.visit.${help}`),
  });
  try {
    const opened = await openRecordLink(z.string().max(200).parse(token), facts, t);
    return typeof opened === "string" ? closed(opened) : { ok: true, record: opened };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code === "rate_limited" ? closed("busy", "busyHelp") : closed("unknown");
  }
}
