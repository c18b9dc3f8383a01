import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { secureLinkOpens, secureLinks } from "@/lib/governance/secure-links/resource";
import { revokeSecureLink } from "@/lib/governance/secure-links/revoke";

export const generateMetadata = titled("governance.resources.secure-links.one");

const shown = [
  "targetType",
  "createdBy",
  "organization",
  "note",
  "expiresAt",
  "openedAt",
  "revokedAt",
  "createdAt",
];

export default async function SecureLinkPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, secureLinks.permission), params]);
  const { caller, t, href } = reader;
  const link = await orNotFound(record(secureLinks, id, caller));
  const description = describeResource(secureLinks, caller, t, reader.panel);
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, secureLinks, { label: String(link.target) })}
      title={String(link.target)}
      number={id}
      state={{ value: String(link.state), options: stateOptions(reader, secureLinks) }}
      actions={offered([
        link.state === "open"
          ? offer(reader, revokeSecureLink, {
              icon: "ban",
              danger: true,
              ask: ["reason"],
              defaults: { secureLinkId: id },
            })
          : null,
      ])}
      facts={factsOf(description, link, shown, {
        hrefs: { createdBy: href(`governance/operators/${link.createdById}`) },
      })}
      target={{ type: "secure-links", id }}
    >
      <RelatedList
        reader={reader}
        resource={secureLinkOpens}
        filters={{ secureLinkId: id }}
        columns={["createdAt", "outcome", "address", "browser"]}
      />
    </RecordPage>
  );
}
