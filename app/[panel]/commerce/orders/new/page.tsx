import { ClientMessages } from "@/components/client-messages";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { mayRead } from "@/components/console/figures";
import { titled } from "@/components/console/metadata";
import { ChooseBuyer } from "@/components/console/orders/choose-buyer";
import { OrderForm } from "@/components/console/orders/order-form";
import type { ListPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { createOrder } from "@/lib/commerce/orders/create";
import { orders } from "@/lib/commerce/orders/resource";
import { shelfFor } from "@/lib/commerce/orders/shelf";
import { may } from "@/lib/core/caller";
import { customers } from "@/lib/customers/customers/resource";

export const generateMetadata = titled("commerce.commands.orders.create.title");

export default async function NewOrderPage({ params, searchParams }: ListPageProps) {
  const [reader, query] = await Promise.all([readerWith(params, createOrder.permission), searchParams]);
  const { caller, t, href } = reader;
  const one = (value: string | string[] | undefined) => (typeof value === "string" ? value : undefined);
  const [customerId, organizationId] = [one(query.customerId), one(query.organizationId)];
  const shelf =
    customerId || organizationId ? await orNotFound(shelfFor({ customerId, organizationId }, caller)) : null;
  const title = t("commerce.commands.orders.create.title");
  const page = href("commerce/orders/new");
  return (
    <>
      <PageHeader
        title={shelf ? `${title}: ${shelf.name}` : title}
        description={t("commerce.commands.orders.create.description")}
        crumbs={crumbsOf(reader, orders, { label: title })}
        actions={
          shelf ? (
            <Button asChild>
              <Link href={page}>{t("commerce.pages.orders.changeBuyer")}</Link>
            </Button>
          ) : null
        }
      />
      <ClientMessages namespaces={["commerce"]}>
        {shelf ? (
          <OrderForm
            buyer={
              shelf.customerId ? { customerId: shelf.customerId } : { organizationId: shelf.organizationId }
            }
            skus={shelf.skus}
            wallets={shelf.wallets}
            offline={may(caller, createOrder.permission ?? "", shelf.path.split(".")[0])}
            orderHref={href("commerce/orders/:id")}
            cancelHref={listPath(reader, orders)}
          />
        ) : (
          <ChooseBuyer pageHref={page} customers={mayRead(customers, reader)} />
        )}
      </ClientMessages>
    </>
  );
}
