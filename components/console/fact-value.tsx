import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { CopyableId } from "@/components/ui/copyable-id";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { CellValue, ColumnDescription, MoneyValue } from "@/lib/core/resource/description";

/** One value of a record, drawn in full as its kind asks. */
export async function FactValue({
  column,
  value,
  href,
}: {
  column: ColumnDescription;
  value: CellValue;
  href?: string;
}) {
  const t = await getTranslations("core.common");
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0))
    return <span className="text-ink-3">{t("empty")}</span>;
  const drawn = draw(column, value, t);
  return href ? (
    <Link href={href} className="text-accent hover:underline">
      {drawn}
    </Link>
  ) : (
    drawn
  );
}

function draw(column: ColumnDescription, value: CellValue, t: (key: "yes" | "no") => string): ReactNode {
  switch (column.kind) {
    case "id":
      return <CopyableId id={String(value)} />;
    case "code":
      return <CopyableId id={String(value)} full />;
    case "enum":
      return <StateBadge value={String(value)} options={column.options ?? []} />;
    case "boolean":
      return value ? t("yes") : t("no");
    case "integer":
      return <NumberText value={Number(value)} />;
    case "money":
      return <Money value={value as MoneyValue} />;
    case "time":
      return <Time value={String(value)} style="both" />;
    case "tags":
      return (
        <span className="flex flex-wrap gap-1">
          {(value as string[]).map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </span>
      );
    case "json":
      return <JsonText value={value} />;
    default:
      return <span className="whitespace-pre-wrap [overflow-wrap:anywhere]">{String(value)}</span>;
  }
}

/** What a machine said, for who needs it as it is. */
export function JsonText({ value }: { value: unknown }) {
  return (
    <pre className="max-h-96 overflow-auto whitespace-pre-wrap rounded-md bg-sunken p-2 font-mono text-xs [overflow-wrap:anywhere]">
      {JSON.stringify(value, null, 2)}
    </pre>
  );
}
