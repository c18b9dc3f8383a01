import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { RatingForm } from "@/components/rating/rating-form";
import { Notice } from "@/components/ui/notice";
import { AppError } from "@/lib/core/errors";
import { currentFacts } from "@/lib/governance/auth/current-caller";
import { ratedTicket } from "@/lib/support/support-tickets/rating-link";
import { rateFromForm } from "./actions";
import "@/lib/registry";

type Props = { params: Promise<{ secret: string }> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("rating.page");
  return { title: t("title"), robots: { index: false, follow: false, nocache: true } };
}

/** Where a customer without an account says how their ticket was dealt with. */
export default async function RatingPage({ params }: Props) {
  const [{ secret: given }, t] = await Promise.all([params, getTranslations("rating.page")]);
  const secret = decodeURIComponent(given);
  const ticket = await ratedTicket(secret, await currentFacts()).catch(problemOf);
  if (ticket === "busy") return <Notice>{t("busy")}</Notice>;
  const { number, subject, organization, state, ratingOverall } = ticket;
  const over = state === "resolved" || state === "closed";
  return (
    <div className="flex flex-col gap-4">
      <header>
        <h1 className="text-balance font-semibold text-2xl">{t("title")}</h1>
        <p className="mt-1 text-ink-2 [overflow-wrap:anywhere]">
          <span className="figures font-mono">{number}</span> · {subject} · {organization.name}
        </p>
      </header>
      {ratingOverall !== null ? (
        <Notice tone="done" title={t("thanks")}>
          {t("thanksHelp", { value: ratingOverall })}
        </Notice>
      ) : over ? (
        <RatingForm secret={secret} action={rateFromForm} />
      ) : (
        <Notice tone="progress" title={t("notOver")}>
          {t("notOverHelp")}
        </Notice>
      )}
    </div>
  );
}

function problemOf(error: unknown): "busy" {
  if (error instanceof AppError && error.code === "rate_limited") return "busy";
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
