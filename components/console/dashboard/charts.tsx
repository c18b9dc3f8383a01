import { Suspense } from "react";
import { Chart } from "@/components/chart/chart";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Skeleton } from "@/components/ui/skeleton";
import { valueLabel } from "@/lib/core/resource/describe";
import type { Tone } from "@/lib/core/resource/description";
import { resources } from "@/lib/registry";
import { mayRead, type TrendPoint, trendOf } from "../figures";
import type { Reader } from "../reader";

type Trend = {
  /** Words at `core.console.dashboard.charts.<key>`. */
  key: string;
  resource: string;
  /** Path of its list below the panel; the resource's own when left out. */
  path?: string;
  time: string;
  by: string;
  /** Which values are drawn, those that mean the same as one series; the rest is left out. */
  series: { key: string; values: string[]; tone?: Tone }[];
  unit: "day" | "month";
  spans: number;
};

const refused = [
  "wrong_password",
  "unknown_account",
  "wrong_code",
  "locked",
  "disabled",
  "organization_suspended",
  "address_refused",
];

const trends: Trend[] = [
  {
    key: "organizations",
    resource: "organizations",
    time: "createdAt",
    by: "kind",
    series: ["reseller", "enterprise", "developer_org", "individual"].map((kind) => ({
      key: kind,
      values: [kind],
    })),
    unit: "month",
    spans: 12,
  },
  {
    key: "signIns",
    resource: "sign-ins",
    time: "createdAt",
    by: "outcome",
    series: [
      { key: "succeeded", values: ["succeeded"], tone: "done" },
      { key: "refused", values: refused, tone: "waiting" },
    ],
    unit: "day",
    spans: 30,
  },
  {
    key: "approvals",
    resource: "approvals",
    time: "createdAt",
    by: "state",
    series: [
      { key: "executed", values: ["executed"], tone: "done" },
      { key: "open", values: ["pending", "approved", "executing"], tone: "waiting" },
      { key: "failed", values: ["failed"], tone: "danger" },
      { key: "over", values: ["rejected", "canceled", "expired"], tone: "over" },
    ],
    unit: "day",
    spans: 30,
  },
  {
    key: "jobs",
    resource: "job-runs",
    path: "sre/job-runs/all",
    time: "startedAt",
    by: "state",
    series: [
      { key: "completed", values: ["completed"], tone: "done" },
      { key: "failed", values: ["failed"], tone: "danger" },
    ],
    unit: "day",
    spans: 14,
  },
];

/** What changed over time, each chart leading to the list it counts. */
export function Charts({ reader, timeZone }: { reader: Reader; timeZone: string }) {
  const shown = trends.filter(({ resource }) => mayRead(resources.get(resource), reader));
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      {shown.map((trend) => (
        <TrendCard key={trend.key} trend={trend} reader={reader} timeZone={timeZone} />
      ))}
    </div>
  );
}

type CardProps = { trend: Trend; reader: Reader; timeZone: string };

function TrendCard({ trend, reader, timeZone }: CardProps) {
  const { t, href } = reader;
  const texts = `core.console.dashboard.charts.${trend.key}`;
  const { module, name } = resources.get(trend.resource)!;
  return (
    <Card
      title={t(`${texts}.title`)}
      description={t(`${texts}.detail`)}
      actions={
        <Link
          href={href(trend.path ?? `${module}/${name}`)}
          className="rounded-sm text-accent text-sm hover:underline"
        >
          {t("core.console.dashboard.toList")}
        </Link>
      }
    >
      <Suspense fallback={<Skeleton className="h-60" />}>
        <Drawn trend={trend} reader={reader} timeZone={timeZone} />
      </Suspense>
    </Card>
  );
}

async function Drawn({ trend, reader, timeZone }: CardProps) {
  const { t, caller } = reader;
  const resource = resources.get(trend.resource)!;
  const { time, by, unit, spans } = trend;
  const points = await trendOf(resource, { time, by, unit, spans, timeZone }, {}, caller);
  const texts = `core.console.dashboard.charts.${trend.key}`;
  return (
    <Chart
      title={t(`${texts}.title`)}
      kind="bar"
      stacked
      axis={unit}
      timeZone={timeZone}
      series={trend.series.map(({ key, tone }) => ({
        key,
        label: t.has(`${texts}.series.${key}`)
          ? t(`${texts}.series.${key}`)
          : valueLabel(resource, by, key, t),
        ...(tone ? { tone } : {}),
      }))}
      data={points.map((point) => ({ x: point.from, ...sums(point, trend.series) }))}
    />
  );
}

const sums = (point: TrendPoint, series: Trend["series"]): Record<string, number> =>
  Object.fromEntries(
    series.map(({ key, values }) => [
      key,
      values.reduce((sum, value) => sum + (point.counts[value] ?? 0), 0),
    ]),
  );
