import { Download } from "lucide-react";
import { getFormatter } from "next-intl/server";
import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { queryWordsOf } from "@/components/console/exports/query-of";
import { QueryWords } from "@/components/console/exports/query-words";
import { type Fact, factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import { commandsFrom } from "@/components/console/moves";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { Refresh } from "@/components/console/refresh";
import { SecureLink } from "@/components/console/secure-link";
import { stateOptions } from "@/components/console/state-options";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { JsonViewer } from "@/components/ui/code-block";
import { Notice } from "@/components/ui/notice";
import { Progress } from "@/components/ui/progress";
import { formatBytes } from "@/lib/core/i18n/format";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { cancelExport } from "@/lib/governance/exports/cancel";
import { exportMachine } from "@/lib/governance/exports/machine";
import { exports } from "@/lib/governance/exports/resource";
import { resources } from "@/lib/registry";

export const generateMetadata = titled("governance.resources.exports.one");

const shown = ["operator", "rows", "bytes", "error", "createdAt", "startedAt", "finishedAt", "expiresAt"];

export default async function ExportPage({ params }: RecordPageProps) {
  const [reader, { id }, format] = await Promise.all([
    readerWith(params, exports.permission),
    params,
    getFormatter(),
  ]);
  const { caller, t, href } = reader;
  const row = await orNotFound(record(exports, id, caller));
  const description = describeResource(exports, caller, t, reader.panel);
  const of = resources.get(String(row.resource));
  const title = of ? t(`${of.module}.resources.${of.name}.label`) : String(row.resource);
  const state = row.state as keyof typeof exportMachine.states;
  const moving = state === "queued" || state === "running";
  // A long one keeps its file until it expires; a short one went to the browser and was never kept.
  const streamed = state === "completed" && !row.fileId;
  const [rows, expected] = [Number(row.rows ?? 0), Number(row.expectedRows ?? 0)];
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, exports, { label: title })}
      title={t("governance.pages.exports.of", { resource: title })}
      number={id}
      state={{ value: state, options: stateOptions(reader, exports) }}
      links={
        state === "completed" && row.fileId ? (
          <>
            <SecureLink reader={reader} targetType="files" targetId={String(row.fileId)} />
            <Button asChild look="primary">
              <a href={`/api/files/${row.fileId}`} download>
                <Download aria-hidden />
                {t("governance.pages.exports.download")}
              </a>
            </Button>
          </>
        ) : null
      }
      actions={offered([
        commandsFrom(exportMachine, state).has(cancelExport.name)
          ? offer(reader, cancelExport, { icon: "circle-stop", ask: ["reason"], defaults: { exportId: id } })
          : null,
      ])}
      notice={
        streamed ? (
          <Notice tone="neutral" title={t("governance.pages.exports.streamed")}>
            {t("governance.pages.exports.streamedDescription")}
          </Notice>
        ) : null
      }
      facts={factsOf(description, row, shown, {
        hrefs: { operator: href(`governance/operators/${row.operatorId}`) },
      }).map((fact) => withSize(fact, row.bytes, caller.locale))}
      target={{ type: "exports", id }}
    >
      {moving ? (
        <Card title={t("governance.pages.exports.progress")}>
          <Refresh seconds={2} />
          <Progress
            label={t("governance.pages.exports.progress")}
            value={expected > 0 ? rows / expected : undefined}
            detail={t("governance.pages.exports.rows", {
              rows: format.number(rows),
              expected: format.number(expected),
            })}
          />
        </Card>
      ) : null}
      <Card
        flush={of !== undefined}
        title={t("governance.pages.exports.query")}
        description={t("governance.pages.exports.queryDescription")}
      >
        {of ? <QueryWords {...queryWordsOf(reader, of, row.query)} /> : <JsonViewer value={row.query} />}
      </Card>
    </RecordPage>
  );
}

const withSize = (fact: Fact, bytes: unknown, locale: string): Fact =>
  fact.key === "bytes" ? { ...fact, value: formatBytes(Number(bytes), locale) } : fact;
