import { Plus } from "lucide-react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { voucherTabs } from "@/components/console/vouchers/tabs";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { createVoucherTemplate } from "@/lib/commerce/voucher-templates/create";
import { voucherTemplates } from "@/lib/commerce/voucher-templates/resource";
import { may } from "@/lib/core/caller";

export const generateMetadata = titled("commerce.resources.voucher-templates.label");

export default async function VoucherTemplatesPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, voucherTemplates.permission);
  const create = may(reader.caller, createVoucherTemplate.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={reader.href("commerce/voucher-templates/new")}>
        <Plus aria-hidden />
        {reader.t("commerce.commands.voucher-templates.create.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={voucherTemplates}
      searchParams={searchParams}
      tabs={voucherTabs(reader)}
      actions={create}
      emptyAction={create}
    />
  );
}
