import { Plus } from "lucide-react";
import { technicianTabs } from "@/components/console/field-service/technician-tabs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { createTechnician } from "@/lib/field-service/technicians/create";
import { technicians } from "@/lib/field-service/technicians/resource";

export const generateMetadata = titled("field-service.resources.technicians.label");

export default async function TechniciansPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, technicians.permission);
  const { caller, t, href } = reader;
  const create = may(caller, createTechnician.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={href("field-service/technicians/new")}>
        <Plus aria-hidden />
        {t("field-service.commands.technicians.create.label")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={technicians}
      searchParams={searchParams}
      tabs={technicianTabs(reader)}
      actions={create}
      emptyAction={create}
    />
  );
}
