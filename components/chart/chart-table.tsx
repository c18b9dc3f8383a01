"use client";

import { useTranslations } from "next-intl";
import { Link } from "../ui/link";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table";
import type { ChartProps, ChartUnit } from "./types";
import { figureWords, placeWords } from "./words";

export type DrawnChartProps = ChartProps & { locale: string; unit: ChartUnit; timeZone: string };

/** The figures behind the drawing, exact. */
export function ChartTable({ title, axis, series, data, links, unit, locale, timeZone }: DrawnChartProps) {
  const t = useTranslations("core.chart");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section aria-label={title} tabIndex={0} className="max-h-80 overflow-auto rounded-md border border-line">
      <Table>
        <caption className="sr-only">{title}</caption>
        <TableHead>
          <tr>
            <TableHeader>{axis === "category" ? t("category") : t("time")}</TableHeader>
            {series.map((one) => (
              <TableHeader key={one.key} align="right">
                {one.label}
              </TableHeader>
            ))}
          </tr>
        </TableHead>
        <TableBody>
          {data.map((point) => (
            <TableRow key={point.x}>
              <TableCell>{placeWords(point.x, axis, locale, timeZone)}</TableCell>
              {series.map((one) => {
                const value = point[one.key];
                const words = typeof value === "number" ? figureWords(value, unit, locale) : "—";
                const href = links?.[point.x]?.[one.key];
                return (
                  <TableCell key={one.key} align="right">
                    {href ? (
                      <Link href={href} className="text-accent hover:underline">
                        {words}
                      </Link>
                    ) : (
                      words
                    )}
                  </TableCell>
                );
              })}
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  );
}
