import { type ReactNode, Suspense } from "react";
import { NumberText } from "@/components/ui/number";
import { Stat } from "@/components/ui/stat";
import type { Tone } from "@/lib/core/resource/description";
import { type Span, startsOf } from "@/lib/core/spans";
import { peopleSince } from "@/lib/governance/sessions/people";
import { sessions } from "@/lib/governance/sessions/resource";
import { signInOutcomes } from "@/lib/governance/sign-ins/resource";
import { resources } from "@/lib/registry";
import type { Readiness } from "@/lib/sre/health/ready";
import { countOf, listHref, mayRead } from "../figures";
import type { Reader } from "../reader";
import { FigureSkeleton } from "./figure-skeleton";
import { Health } from "./health";

type Figure = {
  /** Words at `core.console.dashboard.figures.<key>`. */
  key: string;
  resource: string;
  /** Path of its list below the panel; the resource's own when left out. */
  path?: string;
  filters: Record<string, string>;
  tone: Tone;
};

const failedSignIns = Object.keys(signInOutcomes)
  .filter((outcome) => outcome !== "succeeded" && outcome !== "password_accepted")
  .join(",");

/** Red lights first (control-tower 7.1), then what else waits for somebody. */
const standing = (today: string): Figure[] => [
  {
    key: "approvals",
    resource: "approvals-for-me",
    path: "governance/approvals",
    filters: {},
    tone: "waiting",
  },
  {
    key: "failedJobs",
    resource: "job-runs",
    path: "sre/job-runs/all",
    filters: { state: "failed", startedAt: `${today}..` },
    tone: "danger",
  },
  { key: "failingEvents", resource: "outbox-events", filters: { state: "failing" }, tone: "danger" },
  { key: "openBreakers", resource: "circuit-breakers", filters: { state: "open" }, tone: "danger" },
  { key: "failedPaymentEvents", resource: "payment-events", filters: { state: "failed" }, tone: "danger" },
  { key: "openRefundTasks", resource: "refund-tasks", filters: { state: "open" }, tone: "waiting" },
  { key: "refundsToSend", resource: "refunds", filters: { state: "to_send" }, tone: "waiting" },
  { key: "topUpsInReview", resource: "top-ups", filters: { state: "in_review" }, tone: "waiting" },
  { key: "sessions", resource: "sessions", filters: { state: "active" }, tone: "neutral" },
  { key: "invited", resource: "operators", filters: { state: "invited" }, tone: "waiting" },
  { key: "suspended", resource: "organizations", filters: { state: "suspended" }, tone: "waiting" },
  { key: "exports", resource: "exports", filters: { state: "queued,running" }, tone: "progress" },
];

/** What happened in the span under way (admin-prd 2). */
const happened = (since: string): Figure[] => [
  { key: "newCustomers", resource: "customers", filters: { createdAt: `${since}..` }, tone: "neutral" },
  {
    key: "newOrganizations",
    resource: "organizations",
    filters: { createdAt: `${since}..` },
    tone: "neutral",
  },
  {
    key: "signIns",
    resource: "sign-ins",
    filters: { outcome: "succeeded", createdAt: `${since}..` },
    tone: "neutral",
  },
  {
    key: "failedSignIns",
    resource: "sign-ins",
    filters: { outcome: failedSignIns, createdAt: `${since}..` },
    tone: "waiting",
  },
];

const readable = (figures: Figure[], reader: Reader): Figure[] =>
  figures.filter(({ resource }) => mayRead(resources.get(resource), reader));

/** What needs somebody, each figure as soon as it is there. */
export async function StandingFigures({
  reader,
  timeZone,
  ready,
}: {
  reader: Reader;
  timeZone: string;
  ready: () => Promise<Readiness>;
}) {
  const [today = ""] = await startsOf("day", 1, timeZone);
  return (
    <FigureGrid>
      <Health reader={reader} ready={ready} />
      <AllCounted figures={readable(standing(today), reader)} reader={reader} />
    </FigureGrid>
  );
}

/** What came about in the day, week, month or year under way. */
export async function SpanFigures({
  reader,
  timeZone,
  span,
}: {
  reader: Reader;
  timeZone: string;
  span: Span;
}) {
  const [since = ""] = await startsOf(span, 1, timeZone);
  return (
    <FigureGrid>
      <AllCounted figures={readable(happened(since), reader)} reader={reader} />
      {mayRead(sessions, reader) ? (
        <Suspense key={since} fallback={<FigureSkeleton />}>
          <People since={since} reader={reader} />
        </Suspense>
      ) : null}
    </FigureGrid>
  );
}

const FigureGrid = ({ children }: { children: ReactNode }) => (
  <div className="grid grid-cols-2 gap-3 md:grid-cols-3 lg:grid-cols-4 xl:grid-cols-5">{children}</div>
);

const AllCounted = ({ figures, reader }: { figures: Figure[]; reader: Reader }) =>
  figures.map((figure) => (
    <Suspense key={`${figure.key} ${JSON.stringify(figure.filters)}`} fallback={<FigureSkeleton />}>
      <Counted figure={figure} reader={reader} />
    </Suspense>
  ));

async function People({ since, reader }: { since: string; reader: Reader }) {
  const texts = "core.console.dashboard.figures.people";
  return (
    <Stat
      label={reader.t(`${texts}.label`)}
      value={<NumberText value={await peopleSince(since, reader.caller)} />}
      note={reader.t(`${texts}.detail`)}
      tone="neutral"
      href={listHref(reader, "governance/sessions", { lastSeenAt: `${since}..` })}
    />
  );
}

async function Counted({ figure, reader }: { figure: Figure; reader: Reader }) {
  const { t } = reader;
  const resource = resources.get(figure.resource)!;
  const texts = `core.console.dashboard.figures.${figure.key}`;
  const { count, exact } = await countOf(resource, figure.filters, reader.caller);
  return (
    <Stat
      label={t(`${texts}.label`)}
      value={
        <>
          {exact ? null : `${t("core.console.dashboard.about")} `}
          <NumberText value={count} />
        </>
      }
      note={t(`${texts}.detail`)}
      tone={count > 0 ? figure.tone : "neutral"}
      href={listHref(reader, figure.path ?? `${resource.module}/${resource.name}`, figure.filters)}
    />
  );
}
