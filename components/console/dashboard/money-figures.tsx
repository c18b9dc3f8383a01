import { getLocale } from "next-intl/server";
import { Suspense } from "react";
import { Money } from "@/components/ui/money";
import { Stat } from "@/components/ui/stat";
import { type Compared, type MoneySoFar, moneyFigures, moneySoFar } from "@/lib/billing/day-close/so-far";
import { may } from "@/lib/core/caller";
import type { Money as Amount } from "@/lib/core/money";
import type { Span } from "@/lib/core/spans";
import { resources } from "@/lib/registry";
import { listHref, mayRead } from "../figures";
import type { Reader } from "../reader";
import { FigureSkeleton } from "./figure-skeleton";

/** The money of the span under way (admin-prd 2), for who may read the reports of billing. */
export function MoneyFigures({ reader, span }: { reader: Reader; span: Span }) {
  if (reader.off.has("billing") || !may(reader.caller, "billing.reports.read")) return null;
  return (
    <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
      <Suspense
        key={span}
        fallback={[...moneyFigures, "suspense"].map((key) => <FigureSkeleton key={key} />)}
      >
        <Figures reader={reader} span={span} />
      </Suspense>
    </div>
  );
}

async function Figures({ reader, span }: { reader: Reader; span: Span }) {
  const [found, locale] = await Promise.all([moneySoFar(span, reader.caller), getLocale()]);
  const { t } = reader;
  const base = "billing.dashboard";
  // Several currencies side by side: a bare "$" would be anybody's.
  const words = ({ amount, currency }: Amount) =>
    new Intl.NumberFormat(locale, { style: "currency", currency }).format(
      amount.toFixed() as Intl.StringNumericLiteral,
    );
  const also = (others: Amount[]) =>
    others.length > 0 ? [t(`${base}.also`, { amounts: others.map(words).join(", ") })] : [];
  const { suspense } = found;
  return (
    <>
      {moneyFigures.map((figure) => {
        const [first, ...others] = found.figures[figure];
        return (
          <Stat
            key={figure}
            label={t(`${base}.${figure}`)}
            value={first ? <Money value={first.present.roundedToMinorUnit().toJSON()} /> : t(`${base}.none`)}
            note={[
              ...also(others.map((other: Compared) => other.present).filter((amount) => !amount.isZero)),
              ...(first ? [t(`${base}.before.${span}`, { amount: words(first.before) })] : []),
            ].join(" · ")}
            tone="neutral"
            href={hrefOf(reader, figure, found)}
          />
        );
      })}
      <Stat
        label={t(`${base}.suspense`)}
        value={suspense[0] ? <Money value={suspense[0].roundedToMinorUnit().toJSON()} /> : t(`${base}.none`)}
        note={[t(`${base}.suspenseDetail`), ...also(suspense.slice(1))].join(" · ")}
        tone={suspense.length > 0 ? "waiting" : "neutral"}
        href={hrefOf(reader, "suspense", found)}
      />
    </>
  );
}

/** The list behind a figure; the day's close where the reader may not see it, or its module is off. */
function hrefOf(reader: Reader, figure: string, { since }: MoneySoFar): string {
  const lists: Record<string, [resource: string, filters: Record<string, string>]> = {
    topUps: ["top-ups", { paidAt: `${since}..` }],
    suspense: ["ledger-entries", { account: "suspense" }],
  };
  const [name, filters] = lists[figure] ?? [];
  const resource = resources.get(name ?? "");
  const known = resource && Object.keys(filters ?? {}).every((key) => resource.columns[key]?.filter);
  return known && mayRead(resource, reader)
    ? listHref(reader, `${resource.module}/${resource.name}`, filters ?? {})
    : reader.href("billing/day-close");
}
