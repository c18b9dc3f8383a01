"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatMinutes } from "@/lib/core/i18n/format";
import type { CellValue, ColumnDescription, MoneyValue } from "@/lib/core/resource/description";
import { Badge } from "../ui/badge";
import { cn } from "../ui/cn";
import { CopyableId } from "../ui/copyable-id";
import { Money } from "../ui/money";
import { NumberText } from "../ui/number";
import { StateBadge } from "../ui/state-badge";
import { Time } from "../ui/time";

export type CellProps = {
  column: ColumnDescription;
  value: CellValue | undefined;
  /** All of it, on several lines if need be: where one record is shown rather than a list of them. */
  full?: boolean;
};

/** A value as its column's kind is drawn everywhere. */
export function Cell({ column, value, full }: CellProps) {
  const t = useTranslations("core.common");
  const locale = useLocale();
  if (value === null || value === undefined || value === "" || isEmptyList(value)) {
    return (
      <span className="text-ink-3" title={t("none")}>
        {t("empty")}
      </span>
    );
  }
  switch (column.kind) {
    case "id":
      return <CopyableId id={String(value)} full={full} />;
    case "code":
      return column.link ? (
        <Words value={String(value)} full={full} mono />
      ) : (
        <CopyableId id={String(value)} full={full} />
      );
    case "enum":
      return <StateBadge value={String(value)} options={column.options ?? []} />;
    case "boolean":
      if (column.tone && value) return <Badge tone={column.tone}>{column.label}</Badge>;
      if (column.tone && !full) return null;
      return <span className={value ? undefined : "text-ink-3"}>{value ? t("yes") : t("no")}</span>;
    case "integer":
      if (column.minutes)
        return (
          <span className={cn("figures", !full && "block truncate")}>
            {formatMinutes(Number(value), locale)}
          </span>
        );
      return <NumberText value={value as number | string} className={full ? undefined : "block truncate"} />;
    case "money":
      // An amount cut off without a mark would read as a smaller one.
      return <Money value={value as MoneyValue} className={full ? undefined : "block truncate"} />;
    case "time":
      return <Time value={String(value)} style={full ? "both" : column.absolute ? "minute" : "relative"} />;
    case "tags":
      return <Tags tags={value as string[]} full={full} />;
    case "json":
      return full ? (
        <pre className="overflow-x-auto rounded-sm bg-sunken p-2 font-mono text-xs">
          {JSON.stringify(value, null, 2)}
        </pre>
      ) : (
        <Words value={JSON.stringify(value)} mono />
      );
    default:
      return <Words value={String(value)} full={full} />;
  }
}

function isEmptyList(value: CellValue): boolean {
  return Array.isArray(value) && value.length === 0;
}

function Words({ value, full, mono }: { value: string; full?: boolean; mono?: boolean }) {
  return (
    <span
      title={full ? undefined : value}
      className={cn(
        full ? "whitespace-pre-line [overflow-wrap:anywhere]" : "block truncate",
        mono && "font-mono text-[0.93em]",
      )}
    >
      {value}
    </span>
  );
}

function Tags({ tags, full }: { tags: string[]; full?: boolean }) {
  return (
    <span
      title={tags.join(", ")}
      className={cn("flex gap-1", full ? "flex-wrap" : "overflow-hidden [&>*]:shrink-0")}
    >
      {tags.map((tag) => (
        <Badge key={tag}>{tag}</Badge>
      ))}
    </span>
  );
}
