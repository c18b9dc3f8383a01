import { ClientMessages } from "@/components/client-messages";
import { pageCrumbs } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import { LookupBox } from "@/components/console/orders/lookup-box";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { stateOptions } from "@/components/console/state-options";
import { PageHeader } from "@/components/shell/page-header";
import { lookupOrders } from "@/lib/commerce/orders/lookup";
import { orders } from "@/lib/commerce/orders/resource";

export const generateMetadata = titled("commerce.menu.order-lookup");

export default async function OrderLookupPage({ params }: ListPageProps) {
  const reader = await readerWith(params, lookupOrders.permission);
  const { t, href } = reader;
  const title = t("commerce.menu.order-lookup");
  return (
    <>
      <PageHeader title={title} crumbs={pageCrumbs(reader, "commerce", title)} />
      <ClientMessages namespaces={["commerce"]}>
        <LookupBox states={stateOptions(reader, orders)} orderHref={href("commerce/orders/:id")} />
      </ClientMessages>
    </>
  );
}
