import { EditPage } from "@/components/console/edit-page";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { policyFieldChanges, policyFieldNames } from "@/components/console/support/policy-fields";
import { readSlaPolicy } from "@/lib/support/sla-policies/read";
import { slaPolicies } from "@/lib/support/sla-policies/resource";
import { updateSlaPolicy } from "@/lib/support/sla-policies/update";

export const generateMetadata = titled("support.commands.sla-policies.update.title");

export default async function EditSlaPolicyPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, slaPolicies.permission), params]);
  const policy = await orNotFound(readSlaPolicy(id, reader.caller));
  const { name, type, priority, calendarId, calendar, version, path } = policy;
  const { firstResponseMinutes, resolveMinutes, warnMinutes } = policy;
  return (
    <EditPage
      reader={reader}
      resource={slaPolicies}
      of={{ label: name, href: reader.href(`support/sla-policies/${id}`) }}
      command={updateSlaPolicy}
      path={path}
      form={{
        ask: policyFieldNames,
        changes: {
          ...policyFieldChanges,
          calendarId: { ...policyFieldChanges.calendarId, referenceTitles: { [calendarId]: calendar } },
        },
        defaults: {
          policyId: id,
          version,
          name,
          type,
          priority,
          calendarId,
          firstResponseMinutes,
          resolveMinutes,
          warnMinutes,
        },
      }}
    />
  );
}
