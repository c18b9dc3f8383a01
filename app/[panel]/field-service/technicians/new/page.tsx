import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import {
  technicianFieldChanges,
  technicianFields,
} from "@/components/console/field-service/technician-fields";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { createTechnician } from "@/lib/field-service/technicians/create";
import { technicians } from "@/lib/field-service/technicians/resource";

export const generateMetadata = titled("field-service.commands.technicians.create.title");

export default async function NewTechnicianPage({ params, searchParams }: ListPageProps) {
  const [reader, { centreId }] = await Promise.all([
    readerWith(params, createTechnician.permission),
    searchParams,
  ]);
  const spec = offer(reader, createTechnician, {
    ask: technicianFields,
    changes: technicianFieldChanges,
    defaults: typeof centreId === "string" ? { centreId } : {},
    submitLabel: reader.t("core.console.create"),
    doneHref: reader.href("field-service/technicians/:technicianId"),
  });
  if (!spec) return null;
  return (
    <CommandPage
      crumbs={crumbsOf(reader, technicians, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, technicians)}
    />
  );
}
