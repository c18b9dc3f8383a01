import { notFound } from "next/navigation";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { templateFieldChanges, templateFields } from "@/components/console/vouchers/template-fields";
import { createVoucherTemplate } from "@/lib/commerce/voucher-templates/create";
import { voucherTemplates } from "@/lib/commerce/voucher-templates/resource";

export const generateMetadata = titled("commerce.commands.voucher-templates.create.title");

export default async function NewVoucherTemplatePage({ params }: ListPageProps) {
  const reader = await readerWith(params, createVoucherTemplate.permission);
  const spec = offer(reader, createVoucherTemplate, {
    ask: ["name", "amount", ...templateFields],
    changes: templateFieldChanges,
    defaults: { trigger: "none" },
    submitLabel: reader.t("core.console.create"),
    doneHref: reader.href("commerce/voucher-templates/:voucherTemplateId"),
  });
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, voucherTemplates, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, voucherTemplates)}
    />
  );
}
