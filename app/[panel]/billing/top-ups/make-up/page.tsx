import { notFound } from "next/navigation";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { offeredCurrencies, topUpFieldChanges } from "@/components/console/top-ups/fields";
import { makeUpTopUp } from "@/lib/billing/top-ups/make-up";
import { topUps } from "@/lib/billing/top-ups/resource";
import { platformPlace } from "@/lib/core/scope";
import { setting } from "@/lib/settings/settings/read";

export const generateMetadata = titled("billing.commands.top-ups.make-up.title");

export default async function MakeUpTopUpPage({ params }: ListPageProps) {
  const [reader, { maxUploadMegabytes }, { path: root }] = await Promise.all([
    readerWith(params, makeUpTopUp.permission),
    setting("files"),
    platformPlace(),
  ]);
  const changes = topUpFieldChanges(await offeredCurrencies(reader.caller), maxUploadMegabytes);
  const spec = offer(
    reader,
    makeUpTopUp,
    {
      ask: [
        "customerId",
        "organizationId",
        "amount",
        "channel",
        "channelRef",
        "receivedAt",
        "proofFileId",
        "reason",
      ],
      changes: {
        ...changes,
        channelRef: { kind: "code" },
        proofFileId: { ...changes.proofFileId, when: undefined },
      },
      defaults: { channel: "stripe" },
      doneHref: reader.href("billing/top-ups/:topUpId"),
    },
    root,
  );
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, topUps, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, topUps)}
    />
  );
}
