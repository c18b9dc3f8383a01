import { entryRows } from "@/components/console/audit/entry-rows";
import { VerifyTrail } from "@/components/console/audit/verify-trail";
import { offer } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { auditEntries } from "@/lib/governance/audit-entries/resource";
import { verifyAuditEntries } from "@/lib/governance/audit-entries/verify";

export const generateMetadata = titled("governance.resources.audit-entries.label");

export default async function AuditEntriesPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, auditEntries.permission);
  const verify =
    reader.caller.scope.kind === "all" ? offer(reader, verifyAuditEntries, { icon: "shield-check" }) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={auditEntries}
      searchParams={searchParams}
      rows={(query) => entryRows(query, reader)}
      actions={
        verify ? <VerifyTrail spec={verify} recordHref={reader.href("governance/audit-entries/:id")} /> : null
      }
    />
  );
}
