import { Plus } from "lucide-react";
import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { archiveSku } from "@/lib/commerce/skus/archive";
import { createSku } from "@/lib/commerce/skus/create";
import { skus } from "@/lib/commerce/skus/resource";
import { unarchiveSku } from "@/lib/commerce/skus/unarchive";
import { may } from "@/lib/core/caller";

export const generateMetadata = titled("commerce.resources.skus.label");

export default async function SkusPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, skus.permission);
  const { caller, t, href } = reader;
  const create = may(caller, createSku.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("commerce/skus/new")}>
        <Plus aria-hidden />
        {t("commerce.commands.skus.create.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={skus}
      searchParams={searchParams}
      actions={create}
      bulk={offered([
        offer(reader, archiveSku, { icon: "archive", danger: true, ask: ["reason"] }),
        offer(reader, unarchiveSku, { icon: "circle-play", ask: ["reason"] }),
      ]).map((spec) => ({ ...spec, idField: "skuId" }))}
      emptyAction={create}
    />
  );
}
