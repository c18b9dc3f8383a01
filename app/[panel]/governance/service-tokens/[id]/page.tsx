import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { type Fact, factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { describeResource } from "@/lib/core/resource/describe";
import type { CellValue } from "@/lib/core/resource/description";
import { record } from "@/lib/core/resource/list";
import { auditEntries } from "@/lib/governance/audit-entries/resource";
import { serviceTokens } from "@/lib/governance/service-tokens/resource";
import { revokeServiceToken } from "@/lib/governance/service-tokens/revoke";

export const generateMetadata = titled("governance.resources.service-tokens.one");

const shown = [
  "operator",
  "organization",
  "permissions",
  "expiresAt",
  "lastUsedAt",
  "lastAddress",
  "createdBy",
  "createdAt",
  "revokedAt",
];

export default async function ServiceTokenPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, serviceTokens.permission), params]);
  const { caller, t, href } = reader;
  const token = await orNotFound(record(serviceTokens, id, caller));
  const description = describeResource(serviceTokens, caller, t, reader.panel);
  const active = token.state === "active";
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, serviceTokens, { label: String(token.name) })}
      title={String(token.name)}
      number={`${token.prefix}…`}
      state={{ value: String(token.state), options: stateOptions(reader, serviceTokens) }}
      actions={offered([
        active
          ? offer(reader, revokeServiceToken, {
              icon: "ban",
              danger: true,
              ask: ["reason"],
              defaults: { serviceTokenId: id },
            })
          : null,
      ])}
      facts={withPermissions(
        token.permissions,
        factsOf(description, token, shown, {
          always: ["permissions", "lastUsedAt"],
          hrefs: {
            operator: href(`governance/operators/${token.operatorId}`),
            organization: href(`customers/organizations/${token.organizationId}`),
          },
        }),
        t("governance.pages.service-tokens.allPermissions"),
      )}
      target={{ type: "service-tokens", id }}
    >
      <RelatedList
        reader={reader}
        resource={auditEntries}
        filters={{ tokenId: id }}
        columns={["createdAt", "action", "target", "address"]}
        title={t("governance.pages.service-tokens.acts")}
      />
    </RecordPage>
  );
}

/** A token that was given none in particular may do what its operator may. */
const withPermissions = (permissions: CellValue | undefined, facts: Fact[], all: string): Fact[] =>
  Array.isArray(permissions) && permissions.length > 0
    ? facts
    : facts.map((fact) => (fact.key === "permissions" ? { ...fact, value: all } : fact));
