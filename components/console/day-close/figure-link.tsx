import { useLocale } from "next-intl";
import { Link } from "@/components/ui/link";
import { formatMoney } from "@/lib/core/i18n/format";
import type { Money as Amount } from "@/lib/core/money";
import { resources } from "@/lib/registry";
import { listHref, mayRead } from "../figures";
import type { Reader } from "../reader";

/** An amount in whole coins, exact on hover, and for who may read them the ledger's entries it is the sum of. */
export function FigureLink({
  reader,
  amount,
  filters,
}: {
  reader: Reader;
  amount: Amount;
  /** Filters of the list of ledger entries; without any, the amount has no list. */
  filters?: Record<string, string>;
}) {
  const locale = useLocale();
  const { amount: exact, currency } = amount.toJSON();
  const figure = (
    <span title={`${exact} ${currency}`} className="figures whitespace-nowrap">
      {formatMoney(amount.roundedToMinorUnit().toJSON(), locale)}
    </span>
  );
  if (!filters || !mayRead(resources.get("ledger-entries"), reader)) return figure;
  return (
    <Link
      href={listHref(reader, "billing/ledger-entries", filters)}
      className="rounded-sm underline decoration-ink-3 decoration-dotted underline-offset-4 hover:decoration-solid"
    >
      {figure}
    </Link>
  );
}
