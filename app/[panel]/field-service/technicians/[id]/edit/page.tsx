import { notFound } from "next/navigation";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf } from "@/components/console/crumbs";
import {
  technicianFieldChanges,
  technicianFields,
} from "@/components/console/field-service/technician-fields";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { readTechnician } from "@/lib/field-service/technicians/read";
import { technicians } from "@/lib/field-service/technicians/resource";
import { updateTechnician } from "@/lib/field-service/technicians/update";

export const generateMetadata = titled("field-service.commands.technicians.update.title");

export default async function EditTechnicianPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, technicians.permission), params]);
  const technician = await orNotFound(readTechnician(id, reader.caller));
  const { name, centreId, centre, operatorId, operator, skills, version, phoneMasked, path } = technician;
  const page = reader.href(`field-service/technicians/${id}`);
  const spec = offer(
    reader,
    updateTechnician,
    {
      ask: technicianFields,
      changes: {
        ...technicianFieldChanges,
        phone: { ...technicianFieldChanges.phone, placeholder: phoneMasked ?? undefined },
        centreId: { ...technicianFieldChanges.centreId, referenceTitles: { [centreId]: centre } },
        operatorId: {
          ...technicianFieldChanges.operatorId,
          referenceTitles: operatorId && operator ? { [operatorId]: operator } : {},
        },
      },
      defaults: { technicianId: id, version, name, centreId, operatorId, skills },
      submitLabel: reader.t("core.common.save"),
      doneHref: page,
    },
    path,
  );
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, technicians, { label: name, href: page }, { label: spec.label })}
      spec={spec}
      cancelHref={page}
    />
  );
}
