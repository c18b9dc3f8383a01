import { Card } from "@/components/ui/card";
import { ratingQuestions } from "@/lib/support/support-tickets/rating";
import type { SupportTicketRecord } from "@/lib/support/support-tickets/read";
import type { Reader } from "../reader";
import { Stars } from "./stars";

/** How the customer found it, question by question. */
export function RatingCard({ reader: { t }, ticket }: { reader: Reader; ticket: SupportTicketRecord }) {
  const { ratingOverall, rating, ratingComment } = ticket;
  if (ratingOverall === null) return null;
  const answers = typeof rating === "object" && rating !== null ? (rating as Record<string, unknown>) : {};
  return (
    <Card flush title={t("support.pages.rating.title")}>
      <dl className="divide-y divide-line">
        {ratingQuestions.flatMap((question) => {
          const value = question === "overall" ? ratingOverall : answers[question];
          if (typeof value !== "number") return [];
          return (
            <div key={question} className="flex items-center justify-between gap-3 px-4 py-2 text-sm">
              <dt className="text-ink-2">
                {t(`support.commands.support-tickets.rate.questions.${question}`)}
              </dt>
              <dd>
                <Stars value={value} label={t("support.pages.rating.of", { value })} />
              </dd>
            </div>
          );
        })}
      </dl>
      {ratingComment ? (
        <q className="block border-line border-t px-4 py-2 text-sm [overflow-wrap:anywhere]">
          {ratingComment}
        </q>
      ) : null}
    </Card>
  );
}
