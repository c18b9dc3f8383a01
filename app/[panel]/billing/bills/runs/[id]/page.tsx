import { z } from "zod";
import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, type Reader, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { Refresh } from "@/components/console/refresh";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { billRuns } from "@/lib/billing/bill-runs/resource";
import { resumeBillRun } from "@/lib/billing/bill-runs/resume";
import { bills } from "@/lib/billing/bills/resource";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";

export const generateMetadata = titled("billing.resources.bill-runs.one");

const shown = [
  "organization",
  "timeZone",
  "byProfile",
  "total",
  "reached",
  "issued",
  "failed",
  "skipped",
  "operator",
  "createdAt",
  "endedAt",
];

const failures = z.array(
  z.object({
    profileId: z.string(),
    name: z.string(),
    reason: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
);

const skips = z.array(z.object({ profileId: z.string(), name: z.string(), reason: z.string() }));

export default async function BillRunPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, billRuns.permission), params]);
  const { caller, t, href } = reader;
  const values = await orNotFound(record(billRuns, id, caller));
  const [reached, total] = [Number(values.reached), Number(values.total)];
  const description = describeResource(billRuns, caller, t, reader.panel);
  const state = String(values.state);
  const texts = "billing.pages.billRuns";
  const failed = failures.catch([]).parse(values.failures);
  const skipped = skips.catch([]).parse(values.skips);
  const words = (reason: string, values: Record<string, string | number>) => {
    const [module = "", ...rest] = reason.split(".");
    const key = rest.length > 0 ? `${module}.errors.${rest.join(".")}` : `core.errors.${module}`;
    return t.has(key) ? t(key, values) : reason;
  };
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(
        reader,
        bills,
        { label: description.label, href: href("billing/bills/runs") },
        { label: String(values.period) },
      )}
      title={String(values.period)}
      number={id}
      state={{ value: state, options: stateOptions(reader, billRuns) }}
      actions={
        state === "failed"
          ? offered([offer(reader, resumeBillRun, { icon: "circle-play", defaults: { billRunId: id } })])
          : []
      }
      notice={
        values.error ? (
          <Notice tone="danger" title={t("billing.resources.bill-runs.columns.error")}>
            {String(values.error)}
          </Notice>
        ) : null
      }
      factsTitle={t("billing.pages.billRuns.facts")}
      facts={factsOf(description, values, shown)}
      target={{ type: "bill-runs", id }}
    >
      {state === "running" ? (
        <>
          <Refresh seconds={2} />
          <Progress
            value={total > 0 ? reached / total : undefined}
            label={t("billing.pages.billRuns.progress", { reached, total })}
          />
        </>
      ) : null}
      <Owners
        reader={reader}
        title={t(`${texts}.failures`)}
        count={Number(values.failed)}
        owners={failed.map(({ reason, params, ...of }) => ({ ...of, why: words(reason, params) }))}
      />
      <Owners
        reader={reader}
        title={t(`${texts}.skips`)}
        count={Number(values.skipped)}
        owners={skipped.map(({ reason, ...of }) => ({ ...of, why: t(`${texts}.skipReasons.${reason}`) }))}
      />
      <RelatedList
        reader={reader}
        resource={bills}
        filters={{ runId: id }}
        columns={["number", "customer", "organization", "kind", "state", "total", "due"]}
        title={t("billing.pages.billRuns.bills")}
      />
    </RecordPage>
  );
}

/** Owners who got no bill, each with the reason; nothing where there are none. @param count how many there are in all. */
function Owners({
  reader: { t, href },
  title,
  count,
  owners,
}: {
  reader: Reader;
  title: string;
  count: number;
  owners: { profileId: string; name: string; why: string }[];
}) {
  if (owners.length === 0) return null;
  return (
    <Card title={title} flush>
      <ul className="divide-y divide-line text-sm">
        {owners.map(({ profileId, name, why }) => (
          <li key={profileId} className="flex flex-wrap gap-x-4 px-4 py-2">
            <Link
              href={href(`billing/billing-profiles/${profileId}`)}
              className="text-accent hover:underline"
            >
              {name}
            </Link>
            <span className="text-ink-2">{why}</span>
          </li>
        ))}
        {count > owners.length ? (
          <li className="px-4 py-2 text-ink-3">
            {t("billing.pages.billRuns.more", { count: count - owners.length })}
          </li>
        ) : null}
      </ul>
    </Card>
  );
}
