"use client";

import { ChartLine, Table2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useLocale, useTimeZone, useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Skeleton } from "../ui/skeleton";
import { ChartTable } from "./chart-table";
import { Legend } from "./legend";
import type { ChartProps } from "./types";

const Plot = dynamic(() => import("./plot").then((module) => module.Plot), {
  ssr: false,
  loading: () => <Skeleton className="h-full!" />,
});

/** A chart and, one press away, the table behind it. The drawing is loaded when one is on the page. */
export function Chart(props: ChartProps) {
  const { title, series, data, height = 240 } = props;
  const t = useTranslations("core.chart");
  const locale = useLocale();
  const reader = useTimeZone() ?? "UTC";
  const [asTable, setAsTable] = useState(false);
  if (data.length === 0) return <EmptyState title={t("empty")} className="py-8" />;
  const shared = {
    ...props,
    locale,
    unit: props.unit ?? ({ kind: "number" } as const),
    timeZone: props.timeZone ?? reader,
  };
  const words = asTable ? t("asChart") : t("asTable");
  return (
    <figure className="min-w-0">
      <div className="mb-2 flex items-start gap-2">
        <div className="min-w-0 flex-1">
          <figcaption className="sr-only">{title}</figcaption>
          {series.length > 1 ? <Legend series={series} kind={props.kind} /> : null}
        </div>
        <Button
          look="ghost"
          size="sm"
          icon
          aria-pressed={asTable}
          aria-label={`${words}: ${title}`}
          title={words}
          onClick={() => setAsTable(!asTable)}
        >
          {asTable ? <ChartLine aria-hidden /> : <Table2 aria-hidden />}
        </Button>
      </div>
      {asTable ? (
        <ChartTable {...shared} />
      ) : (
        <div aria-hidden style={{ height }}>
          <Plot {...shared} />
        </div>
      )}
    </figure>
  );
}
