import { EditPage } from "@/components/console/edit-page";
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
  return (
    <EditPage
      reader={reader}
      resource={technicians}
      of={{ label: name, href: reader.href(`field-service/technicians/${id}`) }}
      command={updateTechnician}
      path={path}
      form={{
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
      }}
    />
  );
}
