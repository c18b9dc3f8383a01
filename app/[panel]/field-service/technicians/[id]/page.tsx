import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { EditLink } from "@/components/console/edit-link";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import { commandsFrom } from "@/components/console/moves";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { may } from "@/lib/core/caller";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";
import { activateTechnician } from "@/lib/field-service/technicians/activate";
import { deactivateTechnician } from "@/lib/field-service/technicians/deactivate";
import { technicianMachine } from "@/lib/field-service/technicians/machine";
import { readTechnician } from "@/lib/field-service/technicians/read";
import { technicians } from "@/lib/field-service/technicians/resource";

export const generateMetadata = titled("field-service.resources.technicians.one");

export default async function TechnicianPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, technicians.permission), params]);
  const { caller, t, href } = reader;
  const [technician, values] = await orNotFound(
    Promise.all([readTechnician(id, caller), record(technicians, id, caller)]),
  );
  const { path } = technician;
  const description = describeResource(technicians, caller, t, reader.panel);
  const states = description.columns.find((column) => column.key === "state")?.options ?? [];
  const open = commandsFrom(technicianMachine, technician.state);
  const defaults = { technicianId: id };
  const when = (permission: string, address: string) =>
    may(caller, permission, path) ? href(address) : undefined;
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, technicians, { label: technician.name })}
      title={technician.name}
      number={technician.number}
      state={{ value: technician.state, options: states }}
      links={
        may(caller, "field-service.technicians.write", path) ? (
          <EditLink reader={reader} href={href(`field-service/technicians/${id}/edit`)} />
        ) : null
      }
      actions={offered([
        open.has(activateTechnician.name)
          ? offer(reader, activateTechnician, { icon: "circle-play", ask: ["reason"], defaults }, path)
          : null,
        open.has(deactivateTechnician.name)
          ? offer(
              reader,
              deactivateTechnician,
              { icon: "ban", danger: true, ask: ["reason"], defaults },
              path,
            )
          : null,
      ])}
      facts={factsOf(
        description,
        values,
        ["centre", "phone", "skills", "operator", "open", "organization", "createdAt", "updatedAt"],
        {
          hrefs: {
            centre: when(
              "field-service.service-centres.read",
              `field-service/service-centres/${technician.centreId}`,
            ),
            operator: technician.operatorId
              ? when("governance.operators.read", `governance/operators/${technician.operatorId}`)
              : undefined,
          },
        },
      )}
      target={{ type: "technicians", id }}
    >
      <RelatedList
        reader={reader}
        resource={serviceTickets}
        filters={{ technicianId: id }}
        columns={["number", "state", "appointmentStart", "customerName", "address", "overdue"]}
      />
    </RecordPage>
  );
}
