import { Suspense } from "react";
import { NumberText } from "@/components/ui/number";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat } from "@/components/ui/stat";
import type { Tone } from "@/lib/core/resource/description";
import { startsOf } from "@/lib/core/spans";
import { signInOutcomes } from "@/lib/governance/sign-ins/resource";
import { resources } from "@/lib/registry";
import { countOf, listHref, mayRead } from "../figures";
import type { Reader } from "../reader";

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

/** Red lights first (control-tower 7.1), then what happened today. */
const figuresOf = (today: string): Figure[] => [
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
  { key: "topUpsInReview", resource: "top-ups", filters: { state: "in_review" }, tone: "waiting" },
  {
    key: "failedSignIns",
    resource: "sign-ins",
    filters: { outcome: failedSignIns, createdAt: `${today}..` },
    tone: "waiting",
  },
  {
    key: "signIns",
    resource: "sign-ins",
    filters: { outcome: "succeeded", createdAt: `${today}..` },
    tone: "neutral",
  },
  { key: "sessions", resource: "sessions", filters: { state: "active" }, tone: "neutral" },
  { key: "invited", resource: "operators", filters: { state: "invited" }, tone: "waiting" },
  { key: "suspended", resource: "organizations", filters: { state: "suspended" }, tone: "waiting" },
  { key: "exports", resource: "exports", filters: { state: "queued,running" }, tone: "progress" },
];

/** What the reader may count, each figure as soon as it is there. */
export async function Figures({ reader, timeZone }: { reader: Reader; timeZone: string }) {
  const [today = ""] = await startsOf("day", 1, timeZone);
  const shown = figuresOf(today).filter(({ resource }) => mayRead(resources.get(resource), reader));
  return (
    <div className="grid grid-cols-2 gap-3 md:grid-cols-3 lg:grid-cols-4 xl:grid-cols-5">
      {shown.map((figure) => (
        <Suspense key={figure.key} fallback={<FigureSkeleton />}>
          <Counted figure={figure} reader={reader} />
        </Suspense>
      ))}
    </div>
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

function FigureSkeleton() {
  return (
    <div className="rounded-md border border-line bg-surface p-4">
      <Skeleton className="w-24" />
      <Skeleton className="mt-2 h-6 w-12" />
      <Skeleton className="mt-2 h-3 w-20" />
    </div>
  );
}
