import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { sessionRows } from "@/components/console/sessions/session-rows";
import { may } from "@/lib/core/caller";
import { sessions } from "@/lib/governance/sessions/resource";
import { revokeSession } from "@/lib/governance/sessions/revoke";

export const generateMetadata = titled(`${sessions.module}.resources.${sessions.name}.label`);

export default async function SessionsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, sessions.permission);
  const ends = may(reader.caller, "governance.sessions.revoke")
    ? offered([offer(reader, revokeSession, { icon: "log-out", danger: true })])
    : [];
  return (
    <ResourcePage
      reader={reader}
      resource={sessions}
      searchParams={searchParams}
      rows={(query) => sessionRows(query, reader)}
      bulk={ends.map((spec) => ({
        ...spec,
        idField: "sessionId",
        inPreview: { column: "state", values: ["active", "pending"] },
      }))}
    />
  );
}
