import { notFound } from "next/navigation";
import { profileFieldChanges, profileFields } from "@/components/console/bills/fields";
import { EditPage } from "@/components/console/edit-page";
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
  const { customerId, organizationId, currency, version } = profile;
  return (
    <EditPage
      reader={reader}
      resource={billingProfiles}
      of={{ label: profile.owner, href: reader.href(`billing/billing-profiles/${id}`) }}
      command={setBillingProfile}
      path={profile.issuerPath}
      form={{
        ask: profileFields,
        changes: profileFieldChanges([currency]),
        defaults: {
          ...(customerId ? { customerId } : { organizationId }),
          currency,
          version,
          ...Object.fromEntries(profileFields.map((name) => [name, profile[name] ?? undefined])),
        },
        label: reader.t("core.common.edit"),
      }}
    />
  );
}
