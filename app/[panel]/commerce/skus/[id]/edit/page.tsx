import { notFound } from "next/navigation";
import { ClientMessages } from "@/components/client-messages";
import { crumbsOf } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { priceCurrencies, templateChoices } from "@/components/console/skus/choices";
import { SkuForm } from "@/components/console/skus/sku-form";
import { PageHeader } from "@/components/shell/page-header";
import { readSku } from "@/lib/commerce/skus/read";
import { skus } from "@/lib/commerce/skus/resource";
import { updateSku } from "@/lib/commerce/skus/update";
import { may } from "@/lib/core/caller";

export const generateMetadata = titled("commerce.commands.skus.update.title");

export default async function EditSkuPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, skus.permission), params]);
  const { caller, t, href } = reader;
  const sku = await orNotFound(readSku(id, caller));
  if (!may(caller, updateSku.permission ?? "", sku.path)) notFound();
  const templates = await templateChoices(reader);
  // What is given already stays to be chosen, whatever became of it.
  for (const { voucherTemplateId, voucherTemplate } of sku.benefits)
    if (voucherTemplateId && !templates.some((template) => template.id === voucherTemplateId))
      templates.push({ id: voucherTemplateId, name: voucherTemplate ?? voucherTemplateId });
  const page = href(`commerce/skus/${id}`);
  const title = t("commerce.commands.skus.update.title");
  return (
    <>
      <PageHeader
        title={title}
        description={t("commerce.commands.skus.update.description")}
        crumbs={crumbsOf(reader, skus, { label: sku.name, href: page }, { label: title })}
      />
      <ClientMessages namespaces={["commerce"]}>
        <SkuForm
          initial={{
            name: sku.name,
            code: sku.code,
            price: { amount: sku.price, currency: sku.currency },
            taxRate: sku.taxRate,
            description: sku.description,
            benefits: sku.benefits.map(({ id: key, kind, code, name, days, voucherTemplateId }) => ({
              key,
              kind,
              code,
              name,
              days: days === null ? "" : String(days),
              voucherTemplateId: voucherTemplateId ?? "",
            })),
          }}
          saved={{ id, version: sku.version }}
          currencies={priceCurrencies(sku.currency)}
          templates={templates}
          doneHref={href("commerce/skus/:skuId")}
          cancelHref={page}
        />
      </ClientMessages>
    </>
  );
}
