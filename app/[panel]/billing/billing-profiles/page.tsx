import { Plus } from "lucide-react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { billingProfiles } from "@/lib/billing/billing-profiles/resource";
import { setBillingProfile } from "@/lib/billing/billing-profiles/set";
import { may } from "@/lib/core/caller";

export const generateMetadata = titled("billing.resources.billing-profiles.label");

export default async function BillingProfilesPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, billingProfiles.permission);
  const { caller, t, href } = reader;
  const create = may(caller, setBillingProfile.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("billing/billing-profiles/new")}>
        <Plus aria-hidden />
        {t("billing.commands.billing-profiles.set.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={billingProfiles}
      searchParams={searchParams}
      actions={create}
      emptyAction={create}
    />
  );
}
