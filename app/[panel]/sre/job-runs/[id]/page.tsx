import { crumbsOf } from "@/components/console/crumbs";
import { type Fact, factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { Refresh } from "@/components/console/refresh";
import { RelatedList } from "@/components/console/related-list";
import { jobRunOffers } from "@/components/console/sre/job-run-offers";
import { namedRecords } from "@/components/console/sre/named-records";
import { stateOptions } from "@/components/console/state-options";
import { Card } from "@/components/ui/card";
import { JsonViewer } from "@/components/ui/code-block";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { NumberText } from "@/components/ui/number";
import { shortId } from "@/components/ui/short-id";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { jobRuns } from "@/lib/sre/job-runs/resource";

export const generateMetadata = titled("sre.resources.job-runs.one");

const shown = [
  "functionId",
  "eventName",
  "eventId",
  "runId",
  "attempt",
  "startedAt",
  "endedAt",
  "updatedAt",
  "organizationId",
];

export default async function JobRunPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, jobRuns.permission), params]);
  const { caller, t, href } = reader;
  const run = await orNotFound(record(jobRuns, id, caller));
  const description = describeResource(jobRuns, caller, t, reader.panel);
  const named = namedRecords(reader, run.eventData);
  const state = String(run.state);
  const facts: Fact[] = factsOf(description, run, shown, {
    hrefs: { organizationId: href(`customers/organizations/${run.organizationId}`) },
  });
  if (run.startedAt && run.endedAt)
    facts.push({
      key: "duration",
      label: t("sre.pages.job-runs.duration"),
      value: <Seconds from={String(run.startedAt)} to={String(run.endedAt)} />,
    });
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, jobRuns, { label: shortId(id) })}
      title={String(run.functionId)}
      number={id}
      state={{ value: state, options: stateOptions(reader, jobRuns) }}
      actions={jobRunOffers(reader, run)}
      notice={
        run.errorMessage || run.errorCode ? (
          <Notice
            tone={state === "failed" ? "danger" : "waiting"}
            title={t(state === "failed" ? "sre.pages.job-runs.failed" : "sre.pages.job-runs.lastError")}
          >
            <p className="font-mono text-xs">{run.errorCode ? String(run.errorCode) : null}</p>
            <p className="whitespace-pre-wrap">{run.errorMessage ? String(run.errorMessage) : null}</p>
          </Notice>
        ) : undefined
      }
      facts={facts}
      target={{ type: jobRuns.name, id }}
    >
      {state === "queued" || state === "running" ? <Refresh seconds={4} /> : null}
      {named.length > 0 ? (
        <Card title={t("sre.pages.job-runs.about")}>
          <ul className="space-y-1 text-sm">
            {named.map((entry) => (
              <li key={entry.key}>
                <Link href={entry.href} className="text-accent hover:underline">
                  {entry.label} <span className="font-mono">{shortId(entry.id)}</span>
                </Link>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <Card title={t("sre.resources.job-runs.columns.eventData")}>
        {run.eventData === null ? (
          <p className="text-ink-3 text-sm">{t("sre.pages.job-runs.noData")}</p>
        ) : (
          <JsonViewer value={run.eventData} />
        )}
      </Card>
      {run.eventId ? (
        <RelatedList
          reader={reader}
          resource={jobRuns}
          filters={{ eventId: String(run.eventId) }}
          columns={["functionId", "state", "attempt", "startedAt"]}
          title={t("sre.pages.job-runs.sameEvent")}
        />
      ) : null}
    </RecordPage>
  );
}

function Seconds({ from, to }: { from: string; to: string }) {
  const seconds = (Date.parse(to) - Date.parse(from)) / 1000;
  return <NumberText value={seconds} options={{ style: "unit", unit: "second", maximumFractionDigits: 1 }} />;
}
