import { failureWords, grantOffers } from "@/components/console/benefit-grants/offers";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { mayRead } from "@/components/console/figures";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { Notice } from "@/components/ui/notice";
import { benefitGrants } from "@/lib/commerce/benefit-grants/resource";
import { deliveries } from "@/lib/commerce/deliveries/resource";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { resources } from "@/lib/registry";

export const generateMetadata = titled("commerce.resources.benefit-grants.one");

const shown = [
  "kind",
  "name",
  "code",
  "quantity",
  "order",
  "customer",
  "organization",
  "voucher",
  "manual",
  "reason",
  "grantedAt",
  "expiresAt",
  "revokedAt",
  "createdAt",
];

export default async function BenefitGrantPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, benefitGrants.permission), params]);
  const { caller, t, href, panel } = reader;
  const grant = await orNotFound(record(benefitGrants, id, caller));
  const page = (resource: string, path: string, of: unknown) =>
    of && mayRead(resources.get(resource), reader) ? href(`${path}/${of}`) : undefined;
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, benefitGrants, { label: String(grant.number) })}
      title={String(grant.name)}
      number={String(grant.number)}
      state={{ value: String(grant.state), options: stateOptions(reader, benefitGrants) }}
      actions={grantOffers(reader, grant)}
      notice={
        grant.error ? (
          <Notice tone="danger" title={t("commerce.pages.benefit-grants.failed")}>
            {failureWords(reader, String(grant.error))}
          </Notice>
        ) : undefined
      }
      factsTitle={t("commerce.pages.benefit-grants.facts")}
      facts={factsOf(describeResource(benefitGrants, caller, t, panel), grant, shown, {
        hrefs: {
          order: page("orders", "commerce/orders", grant.orderId),
          customer: page("customers", "customers/customers", grant.customerId),
          organization: page("organizations", "customers/organizations", grant.organizationId),
          voucher: page("vouchers", "commerce/vouchers", grant.voucherId),
        },
      })}
      target={{ type: "benefit-grants", id }}
    >
      <RelatedList
        reader={reader}
        resource={deliveries}
        filters={{ benefitGrantId: id }}
        columns={["createdAt", "state", "channel", "recipient", "requestedBy", "error"]}
      />
    </RecordPage>
  );
}
