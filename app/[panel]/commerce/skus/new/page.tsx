import { ClientMessages } from "@/components/client-messages";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { priceCurrencies, templateChoices } from "@/components/console/skus/choices";
import { SkuForm } from "@/components/console/skus/sku-form";
import { PageHeader } from "@/components/shell/page-header";
import { createSku } from "@/lib/commerce/skus/create";
import { skus } from "@/lib/commerce/skus/resource";
import { organizationCurrency } from "@/lib/customers/organizations/currency";

export const generateMetadata = titled("commerce.commands.skus.create.title");

export default async function NewSkuPage({ params }: ListPageProps) {
  const reader = await readerWith(params, createSku.permission);
  const { t, href, caller } = reader;
  const [templates, currency] = await Promise.all([
    templateChoices(reader),
    organizationCurrency(caller.scope.organizationId),
  ]);
  const title = t("commerce.commands.skus.create.title");
  return (
    <>
      <PageHeader
        title={title}
        description={t("commerce.commands.skus.create.description")}
        crumbs={crumbsOf(reader, skus, { label: title })}
      />
      <ClientMessages namespaces={["commerce"]}>
        <SkuForm
          initial={{
            name: "",
            code: "",
            price: { amount: "", currency },
            taxRate: "0",
            description: "",
            benefits: [],
          }}
          currencies={priceCurrencies(currency)}
          templates={templates}
          doneHref={href("commerce/skus/:skuId")}
          cancelHref={listPath(reader, skus)}
        />
      </ClientMessages>
    </>
  );
}
