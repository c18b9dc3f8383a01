import { Plus, Search } from "lucide-react";
import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { cancelOrder } from "@/lib/commerce/orders/cancel";
import { createOrder } from "@/lib/commerce/orders/create";
import { orders } from "@/lib/commerce/orders/resource";
import { may } from "@/lib/core/caller";

export const generateMetadata = titled("commerce.resources.orders.label");

export default async function OrdersPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, orders.permission);
  const { caller, t, href } = reader;
  const create = may(caller, createOrder.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("commerce/orders/new")}>
        <Plus aria-hidden />
        {t("commerce.commands.orders.create.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={orders}
      searchParams={searchParams}
      actions={
        <>
          <Button asChild>
            <Link href={href("commerce/order-lookup")}>
              <Search aria-hidden />
              {t("commerce.menu.order-lookup")}
            </Link>
          </Button>
          {create}
        </>
      }
      bulk={offered([offer(reader, cancelOrder, { icon: "ban", danger: true, ask: ["reason"] })]).map(
        (spec) => ({
          ...spec,
          idField: "orderId",
        }),
      )}
      emptyAction={create}
    />
  );
}
