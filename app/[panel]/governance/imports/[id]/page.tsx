import { commandTexts } from "@/components/console/command-fields";
import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { importFacts } from "@/components/console/imports/facts";
import { ImportErrors } from "@/components/console/imports/import-errors";
import { ImportProgress } from "@/components/console/imports/import-progress";
import { titled } from "@/components/console/metadata";
import { commandsFrom } from "@/components/console/moves";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerOf } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { stateOptions } from "@/components/console/state-options";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { cancelImport } from "@/lib/governance/imports/cancel";
import { importMachine } from "@/lib/governance/imports/machine";
import { readImport } from "@/lib/governance/imports/read";
import { imports } from "@/lib/governance/imports/resource";
import { commands } from "@/lib/registry";

export const generateMetadata = titled("governance.resources.imports.one");

export default async function ImportPage({ params }: RecordPageProps) {
  // Whoever asked for an import sees it, also without the permission to see those of others.
  const [reader, { id }] = await Promise.all([readerOf(params), params]);
  const { caller, t, href } = reader;
  const row = await orNotFound(readImport(id, caller));
  const state = row.state as keyof typeof importMachine.states;
  const command = commands.get(`${row.importer}.import`);
  const title = command ? t(`${commandTexts(command)}.title`) : row.importer;
  const over = state === "completed" || state === "failed" || state === "canceled";
  const again =
    command && row.dryRun && state === "completed" && row.succeededRows > 0 && row.fileId
      ? offer(reader, command, {
          icon: "upload",
          label: t("governance.pages.imports.forReal", { count: row.succeededRows }),
          description: t("governance.pages.imports.forRealDescription", {
            succeeded: row.succeededRows,
            failed: row.failedRows,
          }),
          defaults: { fileId: row.fileId, dryRun: false, parentId: row.parentId },
          doneHref: href("governance/imports/:importId"),
        })
      : null;
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, imports, { label: row.file ?? title })}
      title={title}
      number={id}
      state={{ value: state, options: stateOptions(reader, imports) }}
      beside={row.dryRun ? <Badge>{t("governance.resources.imports.columns.dryRun")}</Badge> : null}
      actions={offered([
        again,
        commandsFrom(importMachine, state).has(cancelImport.name)
          ? offer(reader, cancelImport, { icon: "circle-stop", ask: ["reason"], defaults: { importId: id } })
          : null,
      ])}
      primaryAction={again !== null}
      notice={
        row.error ? (
          <Notice tone="danger" title={t("governance.pages.imports.failed")}>
            {row.error}
          </Notice>
        ) : null
      }
      facts={importFacts(reader, row)}
      target={{ type: "imports", id }}
    >
      <ImportProgress reader={reader} row={row} over={over} />
      <ImportErrors reader={reader} row={row} />
      <ImportErrors reader={reader} row={row} warnings />
    </RecordPage>
  );
}
