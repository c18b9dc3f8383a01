import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { resendGrant } from "@/lib/commerce/benefit-grants/resend";
import { benefitGrants } from "@/lib/commerce/benefit-grants/resource";

export const generateMetadata = titled("commerce.resources.benefit-grants.label");

export default async function BenefitGrantsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, benefitGrants.permission);
  return (
    <ResourcePage
      reader={reader}
      resource={benefitGrants}
      searchParams={searchParams}
      bulk={offered([offer(reader, resendGrant, { icon: "send", ask: ["reason"] })]).map((spec) => ({
        ...spec,
        idField: "benefitGrantId",
      }))}
    />
  );
}
