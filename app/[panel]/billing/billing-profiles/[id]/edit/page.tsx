import { notFound } from "next/navigation";
import { profileFieldChanges, profileFields } from "@/components/console/bills/fields";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { readBillingProfile } from "@/lib/billing/billing-profiles/read";
import { billingProfiles } from "@/lib/billing/billing-profiles/resource";
import { setBillingProfile } from "@/lib/billing/billing-profiles/set";
import { contains } from "@/lib/core/scope";

export const generateMetadata = titled("billing.commands.billing-profiles.set.title");

export default async function EditBillingProfilePage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, setBillingProfile.permission), params]);
  const profile = await orNotFound(readBillingProfile(id, reader.caller));
  if (!contains(reader.caller.scope, profile.issuerPath)) notFound();
  const page = reader.href(`billing/billing-profiles/${id}`);
  const { customerId, organizationId, currency, version } = profile;
  const spec = offer(
    reader,
    setBillingProfile,
    {
      ask: profileFields,
      changes: profileFieldChanges([currency]),
      defaults: {
        ...(customerId ? { customerId } : { organizationId }),
        currency,
        version,
        ...Object.fromEntries(profileFields.map((name) => [name, profile[name] ?? undefined])),
      },
      submitLabel: reader.t("core.common.save"),
      doneHref: page,
    },
    profile.issuerPath,
  );
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(
        reader,
        billingProfiles,
        { label: profile.owner, href: page },
        { label: reader.t("core.common.edit") },
      )}
      spec={spec}
      cancelHref={page}
    />
  );
}
