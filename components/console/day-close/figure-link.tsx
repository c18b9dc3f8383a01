import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import type { Money as Amount } from "@/lib/core/money";
import { resources } from "@/lib/registry";
import { listHref, mayRead } from "../figures";
import type { Reader } from "../reader";

/** An amount and, for who may read them, the ledger's entries it is the sum of. */
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
  const figure = <Money value={amount.toJSON()} />;
  if (!filters || !mayRead(resources.get("ledger-entries"), reader)) return figure;
  return (
    <Link href={listHref(reader, "billing/ledger-entries", filters)} className="rounded-sm hover:underline">
      {figure}
    </Link>
  );
}
