import { Chart } from "@/components/chart/chart";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { NumberText } from "@/components/ui/number";
import { Stat, StatRow } from "@/components/ui/stat";
import { valueLabel } from "@/lib/core/resource/describe";
import { type Figures, supportOverview, type WeekFigures } from "@/lib/support/overview/read";
import { supportTickets } from "@/lib/support/support-tickets/resource";
import { listHref } from "../figures";
import type { Reader } from "../reader";
import { TypeFigures } from "./type-figures";

const weeks = 13;
const path = "support/support-tickets";

/** The last moment of a span, as a filter takes it: its own end belongs to the next one. */
const lastOf = (until: string): string => new Date(new Date(until).getTime() - 1).toISOString();

/** Whether tickets were answered and resolved in time, and what their customers said, week by week and by type. */
export async function OverviewFigures({ reader, timeZone }: { reader: Reader; timeZone: string }) {
  const { t, caller } = reader;
  const { weeks: points, types, all } = await supportOverview({ weeks, timeZone }, caller);
  const since = points[0]?.from ?? "";
  const words = (key: string) => t(`support.pages.overview.${key}`);
  if (all.tickets === 0)
    return (
      <Card>
        <EmptyState title={words("emptyTitle")} description={words("emptyDescription")} />
      </Card>
    );
  const ofWeek = (point: WeekFigures, filters: Record<string, string>) =>
    listHref(reader, path, { createdAt: `${point.from}..${lastOf(point.until)}`, ...filters });
  const outcomes = (clock: "response" | "resolve") => ({
    title: words(clock),
    kind: "bar" as const,
    stacked: true,
    axis: "day" as const,
    timeZone,
    series: [
      { key: "met", label: words("met"), tone: "done" as const },
      { key: "missed", label: words("missed"), tone: "danger" as const },
    ],
    data: points.map((point) => ({ x: point.from, ...point[clock] })),
    links: Object.fromEntries(
      points.map((point) => [
        point.from,
        {
          met: ofWeek(point, { [`${clock}Outcome`]: "met" }),
          missed: ofWeek(point, { [`${clock}Outcome`]: "missed" }),
        },
      ]),
    ),
  });
  return (
    <div className="space-y-4">
      <StatRow>
        <Stat
          label={words("tickets")}
          value={<NumberText value={all.tickets} />}
          note={t("support.pages.overview.since", { weeks })}
          href={listHref(reader, path, { createdAt: `${since}..` })}
        />
        <ShareStat
          reader={reader}
          clock="response"
          figures={all}
          href={listHref(reader, path, { createdAt: `${since}..`, responseOutcome: "missed" })}
        />
        <ShareStat
          reader={reader}
          clock="resolve"
          figures={all}
          href={listHref(reader, path, { createdAt: `${since}..`, resolveOutcome: "missed" })}
        />
        <Stat
          label={words("rating")}
          value={
            all.rating === null ? (
              t("core.common.none")
            ) : (
              <NumberText
                value={all.rating}
                options={{ maximumFractionDigits: 1, minimumFractionDigits: 1 }}
              />
            )
          }
          note={t("support.pages.overview.rated", { count: all.rated })}
          href={listHref(reader, path, { createdAt: `${since}..`, ratingOverall: "1..5" })}
        />
      </StatRow>
      <div className="grid gap-4 lg:grid-cols-2">
        <Card title={words("response")} description={words("byWeek")}>
          <Chart {...outcomes("response")} />
        </Card>
        <Card title={words("resolve")} description={words("byWeek")}>
          <Chart {...outcomes("resolve")} />
        </Card>
      </div>
      <TypeFigures
        reader={reader}
        rows={types.map((row) => ({
          ...row,
          label: valueLabel(supportTickets, "type", row.type, t),
          href: (filters) => listHref(reader, path, { createdAt: `${since}..`, type: row.type, ...filters }),
        }))}
      />
      <Card title={words("rating")} description={words("ratingByWeek")}>
        <Chart
          title={words("rating")}
          kind="line"
          most={5}
          axis="day"
          timeZone={timeZone}
          series={[{ key: "rating", label: words("rating") }]}
          data={points.map(({ from, rating }) => ({
            x: from,
            rating: rating === null ? null : Math.round(rating * 100) / 100,
          }))}
          links={Object.fromEntries(
            points.map((point) => [point.from, { rating: ofWeek(point, { ratingOverall: "1..5" }) }]),
          )}
        />
      </Card>
    </div>
  );
}

type ShareStatProps = { reader: Reader; clock: "response" | "resolve"; figures: Figures; href: string };

/** How much of what was promised was kept, and how many were not: those are what one looks at. */
function ShareStat({ reader: { t }, clock, figures, href }: ShareStatProps) {
  const { met, missed } = figures[clock];
  const decided = met + missed;
  return (
    <Stat
      label={t(`support.pages.overview.${clock}`)}
      value={
        decided === 0 ? (
          t("core.common.none")
        ) : (
          <NumberText value={met / decided} options={{ style: "percent", maximumFractionDigits: 1 }} />
        )
      }
      note={t("support.pages.overview.late", { count: missed })}
      tone={missed > 0 ? "danger" : "done"}
      href={href}
    />
  );
}
