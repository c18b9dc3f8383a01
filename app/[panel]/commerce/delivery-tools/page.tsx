import { ExternalLink } from "lucide-react";
import { ClientMessages } from "@/components/client-messages";
import { OrderTools } from "@/components/console/benefit-grants/order-tools";
import { pageCrumbs } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import { LookupBox } from "@/components/console/orders/lookup-box";
import type { ListPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { benefitGrants } from "@/lib/commerce/benefit-grants/resource";
import { readOrder } from "@/lib/commerce/orders/read";
import { orders } from "@/lib/commerce/orders/resource";
import { may } from "@/lib/core/caller";
import { approvals } from "@/lib/governance/approvals/resource";

export const generateMetadata = titled("commerce.pages.delivery-tools.title");

export default async function DeliveryToolsPage({ params, searchParams }: ListPageProps) {
  const [reader, { order: asked }] = await Promise.all([
    readerWith(params, benefitGrants.permission),
    searchParams,
  ]);
  const { caller, t, href } = reader;
  const texts = "commerce.pages.delivery-tools";
  const looks = may(caller, orders.permission ?? "");
  const order = looks && typeof asked === "string" ? await orNotFound(readOrder(asked, caller)) : null;
  const page = href("commerce/delivery-tools");
  return (
    <>
      <PageHeader
        title={order ? `${t(`${texts}.title`)}: ${order.number}` : t(`${texts}.title`)}
        description={t(`${texts}.description`)}
        crumbs={pageCrumbs(reader, "commerce", t(`${texts}.title`))}
        actions={
          order ? (
            <Button asChild>
              <Link href={href(`commerce/orders/${order.id}`)}>
                <ExternalLink aria-hidden />
                {t(`${texts}.openOrder`)}
              </Link>
            </Button>
          ) : null
        }
      />
      <div className="space-y-4">
        {looks ? (
          <ClientMessages namespaces={["commerce"]}>
            <LookupBox
              key={order?.id ?? ""}
              states={stateOptions(reader, orders)}
              orderHref={`${page}?order=:id`}
              quiet={order !== null}
            />
          </ClientMessages>
        ) : null}
        {order ? (
          <OrderTools reader={reader} order={order} />
        ) : (
          <>
            <RelatedList
              reader={reader}
              resource={benefitGrants}
              filters={{ state: "failed,pending" }}
              columns={["number", "name", "kind", "state", "order", "customer", "createdAt"]}
              title={t(`${texts}.recent`)}
            />
            <RelatedList
              reader={reader}
              resource={approvals}
              filters={{ command: "benefit-grants.grant", state: "pending" }}
              columns={["number", "target", "requester", "createdAt"]}
              title={t(`${texts}.waiting`)}
              path="governance/approvals/all"
            />
          </>
        )}
      </div>
    </>
  );
}
