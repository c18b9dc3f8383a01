import { Plus } from "lucide-react";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { createServiceCentre } from "@/lib/field-service/service-centres/create";
import { serviceCentres } from "@/lib/field-service/service-centres/resource";

export const generateMetadata = titled("field-service.resources.service-centres.label");

export default async function ServiceCentresPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, serviceCentres.permission);
  const { caller, t, href } = reader;
  const create = may(caller, createServiceCentre.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("field-service/service-centres/new")}>
        <Plus aria-hidden />
        {t("field-service.commands.service-centres.create.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={serviceCentres}
      searchParams={searchParams}
      actions={create}
      emptyAction={create}
    />
  );
}
