import { getLocale } from "next-intl/server";
import { Suspense } from "react";
import { Money } from "@/components/ui/money";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat } from "@/components/ui/stat";
import { type Compared, moneyToday, type Today, todaysFigures } from "@/lib/billing/day-close/today";
import { may } from "@/lib/core/caller";
import type { Money as Amount } from "@/lib/core/money";
import { resources } from "@/lib/registry";
import { listHref, mayRead } from "../figures";
import type { Reader } from "../reader";

/** Today's money (admin-prd 2), for who may read the reports of billing. */
export function MoneyFigures({ reader }: { reader: Reader }) {
  if (reader.off.has("billing") || !may(reader.caller, "billing.reports.read")) return null;
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Suspense fallback={["topUps", "revenue", "refunds", "suspense"].map((key) => <Waiting key={key} />)}>
        <Figures reader={reader} />
      </Suspense>
    </div>
  );
}

async function Figures({ reader }: { reader: Reader }) {
  const [today, locale] = await Promise.all([moneyToday(reader.caller), getLocale()]);
  const { t } = reader;
  const base = "billing.dashboard";
  // Several currencies side by side: a bare "$" would be anybody's.
  const words = ({ amount, currency }: Amount) =>
    new Intl.NumberFormat(locale, { style: "currency", currency }).format(
      amount.toFixed() as Intl.StringNumericLiteral,
    );
  const also = (others: Amount[], key: "also" | "todayAlso") =>
    others.length > 0 ? [t(`${base}.${key}`, { amounts: others.map(words).join(", ") })] : [];
  const { suspense } = today;
  return (
    <>
      {todaysFigures.map((figure) => {
        const [first, ...others] = today.figures[figure];
        return (
          <Stat
            key={figure}
            label={t(`${base}.${figure}`)}
            value={first ? <Money value={first.today.roundedToMinorUnit().toJSON()} /> : t(`${base}.none`)}
            note={[
              ...also(
                others.map((other: Compared) => other.today).filter((amount) => !amount.isZero),
                "todayAlso",
              ),
              ...(first ? [t(`${base}.yesterday`, { amount: words(first.yesterday) })] : []),
            ].join(" · ")}
            tone="neutral"
            href={hrefOf(reader, figure, today)}
          />
        );
      })}
      <Stat
        label={t(`${base}.suspense`)}
        value={suspense[0] ? <Money value={suspense[0].roundedToMinorUnit().toJSON()} /> : t(`${base}.none`)}
        note={[t(`${base}.suspenseDetail`), ...also(suspense.slice(1), "also")].join(" · ")}
        tone={suspense.length > 0 ? "waiting" : "neutral"}
        href={hrefOf(reader, "suspense", today)}
      />
    </>
  );
}

/** The list behind a figure; the day's close where the reader may not see it, or its module is off. */
function hrefOf(reader: Reader, figure: string, { day }: Today): string {
  const lists: Record<string, [resource: string, filters: Record<string, string>]> = {
    topUps: ["top-ups", { paidAt: `${day}..` }],
    suspense: ["ledger-entries", { account: "suspense" }],
  };
  const [name, filters] = lists[figure] ?? [];
  const resource = resources.get(name ?? "");
  const known = resource && Object.keys(filters ?? {}).every((key) => resource.columns[key]?.filter);
  return known && mayRead(resource, reader)
    ? listHref(reader, `${resource.module}/${resource.name}`, filters ?? {})
    : reader.href("billing/day-close");
}

function Waiting() {
  return (
    <div className="rounded-md border border-line bg-surface p-4">
      <Skeleton className="w-24" />
      <Skeleton className="mt-2 h-6 w-28" />
      <Skeleton className="mt-2 h-3 w-32" />
    </div>
  );
}
