import { entryFacts } from "@/components/console/audit/facts";
import { crumbsOf } from "@/components/console/crumbs";
import { diffFields } from "@/components/console/diff-fields";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { actionTitle } from "@/components/console/timeline-of";
import { Card } from "@/components/ui/card";
import { DiffViewer } from "@/components/ui/diff-viewer";
import { Notice } from "@/components/ui/notice";
import { readAuditEntry } from "@/lib/governance/audit-entries/read";
import { auditEntries } from "@/lib/governance/audit-entries/resource";

export const generateMetadata = titled("governance.resources.audit-entries.one");

export default async function AuditEntryPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, auditEntries.permission), params]);
  const { caller, t } = reader;
  const entry = await orNotFound(readAuditEntry(caller, id));
  const title = actionTitle(entry.action, t);
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, auditEntries, { label: title })}
      title={entry.target ? `${title}: ${entry.target.label}` : title}
      number={entry.id}
      notice={
        entry.genuine ? null : (
          <Notice tone="danger" title={t("governance.pages.audit-entries.altered")}>
            {t("governance.pages.audit-entries.alteredDescription")}
          </Notice>
        )
      }
      facts={entryFacts(reader, entry)}
    >
      <Card title={t("governance.pages.audit-entries.change")}>
        <DiffViewer
          before={entry.before}
          after={entry.after}
          fields={diffFields(reader, {
            before: entry.before,
            after: entry.after,
            noun: entry.target?.type ?? null,
            action: entry.action,
          })}
        />
      </Card>
    </RecordPage>
  );
}
