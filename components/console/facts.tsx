import type { ReactNode } from "react";
import { Cell } from "@/components/table/cell";
import { Link } from "@/components/ui/link";
import type { CellValue, ColumnDescription, ResourceDescription } from "@/lib/core/resource/description";

export type Fact = { key: string; label: string; value: ReactNode };

/** What is known of a record: words on the left, values on the right, one under the other on a phone. */
export function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="divide-y divide-line">
      {facts.map((fact) => (
        <div key={fact.key} className="grid grid-cols-[minmax(6.5rem,2fr)_minmax(0,3fr)] gap-x-3 px-4 py-2">
          <dt className="text-ink-3 text-sm">{fact.label}</dt>
          <dd className="min-w-0 text-sm [overflow-wrap:anywhere]">{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/**
 * Facts of a record as its resource describes them.
 * @param keys which columns, in order; those without a value are left out unless `always` names them.
 * @param hrefs where a column's value leads.
 */
export function factsOf(
  description: ResourceDescription,
  record: Record<string, CellValue>,
  keys: readonly string[],
  {
    always = [],
    hrefs = {},
  }: { always?: readonly string[]; hrefs?: Record<string, string | undefined> } = {},
): Fact[] {
  return keys.flatMap((key) => {
    const column = description.columns.find((candidate: ColumnDescription) => candidate.key === key);
    const value = record[key] ?? null;
    if (!column || (value === null && !always.includes(key))) return [];
    return [
      { key, label: column.label, value: <FactValue column={column} value={value} href={hrefs[key]} /> },
    ];
  });
}

type FactValueProps = { column: ColumnDescription; value: CellValue; href: string | undefined };

function FactValue({ column, value, href }: FactValueProps) {
  if (!href || value === null) return <Cell column={{ ...column, link: false }} value={value} full />;
  // What leads somewhere is followed when pressed, not copied.
  return (
    <Link href={href} className="text-accent hover:underline">
      <Cell column={{ ...column, link: true }} value={value} full />
    </Link>
  );
}
