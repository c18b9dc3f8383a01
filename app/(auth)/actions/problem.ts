import { unstable_rethrow } from "next/navigation";
import { AppError } from "@/lib/core/errors";
import { describeError, translator } from "@/lib/core/i18n/translate";
import { log } from "@/lib/core/log";
import { currentFacts } from "@/lib/governance/auth/current-caller";

/** Why an action was not done, in the reader's words. */
export type Problem = { ok: false; message: string; field?: string };

/** What went wrong, for the form. Rethrows what Next throws to lead elsewhere. */
export async function problemOf(error: unknown): Promise<Problem> {
  unstable_rethrow(error);
  const { locale, requestId } = await currentFacts();
  const t = await translator(locale);
  if (!(error instanceof AppError)) {
    log().error({ err: error, requestId }, "signing in failed");
    return { ok: false, message: t("core.errors.internal") };
  }
  const { retryAfter, fields } = error.details;
  const message = retryAfter
    ? t("governance.auth.wait", { minutes: Math.ceil(retryAfter / 60) })
    : describeError(error, t);
  return { ok: false, message, field: fields?.[0]?.path };
}
