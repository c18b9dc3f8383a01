"use client";

import { useRouter } from "next/navigation";
import type { ReactElement } from "react";
import {
  Area,
  AreaChart,
  Bar,
  BarChart,
  CartesianGrid,
  Line,
  LineChart,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { DrawnChartProps } from "./chart-table";
import { seriesColor, seriesDash } from "./colors";
import { PlotTooltip } from "./plot-tooltip";
import { figureWords, placeWords } from "./words";

const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };
const TICK = { fill: "var(--color-ink-3)", fontSize: 12 };

/** The drawing itself, on recharts; loaded only where a chart is. */
export function Plot(props: DrawnChartProps) {
  const { kind, axis, series, data, links, unit, locale, timeZone, stacked, most } = props;
  const router = useRouter();
  const frame = (
    <>
      <CartesianGrid vertical={false} stroke="var(--color-line)" />
      <XAxis
        dataKey="x"
        tickFormatter={(x: string) => placeWords(x, axis, locale, timeZone, true)}
        tick={TICK}
        tickLine={false}
        axisLine={{ stroke: "var(--color-line-strong)" }}
        minTickGap={24}
      />
      <YAxis
        tickFormatter={(value: number) => figureWords(value, unit, locale, true)}
        tick={TICK}
        tickLine={false}
        axisLine={false}
        allowDecimals={unit.kind !== "number"}
        domain={most === undefined ? undefined : [0, most]}
        ticks={most === undefined ? undefined : Array.from({ length: most + 1 }, (_, tick) => tick)}
        width="auto"
      />
      <Tooltip
        cursor={{ fill: "var(--color-hover)", stroke: "var(--color-line-strong)" }}
        isAnimationActive={false}
        content={<PlotTooltip {...props} />}
      />
    </>
  );
  const drawn = series.map((one, index) => {
    const color = seriesColor(one, index);
    const shared = {
      dataKey: one.key,
      name: one.label,
      isAnimationActive: false,
      stackId: stacked ? "all" : undefined,
    };
    if (kind === "bar") {
      return (
        <Bar
          key={one.key}
          {...shared}
          fill={color}
          maxBarSize={40}
          radius={stacked ? 0 : [2, 2, 0, 0]}
          {...(links
            ? {
                className: "cursor-pointer",
                // By keyboard the table behind leads to the same places.
                onClick: (bar: { payload?: { x?: string } }) => {
                  const href = links[bar.payload?.x ?? ""]?.[one.key];
                  if (href) router.push(href);
                },
              }
            : {})}
        />
      );
    }
    if (kind === "area") {
      return (
        <Area
          key={one.key}
          {...shared}
          type="monotone"
          stroke={color}
          fill={color}
          fillOpacity={0.18}
          strokeWidth={2}
        />
      );
    }
    return (
      <Line
        key={one.key}
        dataKey={one.key}
        name={one.label}
        isAnimationActive={false}
        type="monotone"
        stroke={color}
        strokeWidth={2}
        strokeDasharray={seriesDash(index)}
        dot={data.length === 1}
        activeDot={{ r: 4 }}
      />
    );
  });
  return (
    <ResponsiveContainer width="100%" height="100%">
      {chartOf(kind, data, frame, drawn)}
    </ResponsiveContainer>
  );
}

function chartOf(
  kind: DrawnChartProps["kind"],
  data: DrawnChartProps["data"],
  frame: ReactElement,
  drawn: ReactElement[],
): ReactElement {
  const shared = { data, margin: MARGIN, accessibilityLayer: false };
  if (kind === "bar") {
    return (
      <BarChart {...shared}>
        {frame}
        {drawn}
      </BarChart>
    );
  }
  if (kind === "area") {
    return (
      <AreaChart {...shared}>
        {frame}
        {drawn}
      </AreaChart>
    );
  }
  return (
    <LineChart {...shared}>
      {frame}
      {drawn}
    </LineChart>
  );
}
