import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { spansOf } from "@/lib/billing/day-close/series";
import type { Unit } from "@/lib/core/spans";
import type { Reader } from "../reader";

type Choice = { unit: Unit; currency: string };

/** Days, weeks or months, and which currency: each choice an address of its own. */
export function CourseChoice({
  reader: { t, href },
  currencies,
  ...chosen
}: Choice & { reader: Reader; currencies: string[] }) {
  const link = (change: Partial<Choice>, label: string) => {
    const current = Object.entries(change).every(([key, value]) => chosen[key as keyof Choice] === value);
    const query = new URLSearchParams({ unit: chosen.unit, currency: chosen.currency, ...change });
    return (
      <Button key={label} asChild size="sm" look={current ? "secondary" : "ghost"}>
        <Link href={`${href("billing/overview")}?${query}`} aria-current={current ? "true" : undefined}>
          {label}
        </Link>
      </Button>
    );
  };
  return (
    <>
      <nav aria-label={t("billing.overview.unit")} className="flex flex-wrap gap-1">
        {(Object.keys(spansOf) as Unit[]).map((unit) => link({ unit }, t(`billing.overview.units.${unit}`)))}
      </nav>
      {currencies.length > 1 ? (
        <nav aria-label={t("billing.overview.currency")} className="flex flex-wrap gap-1">
          {currencies.map((currency) => link({ currency }, currency))}
        </nav>
      ) : null}
    </>
  );
}
