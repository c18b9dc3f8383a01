import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { EditLink } from "@/components/console/edit-link";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { Badge } from "@/components/ui/badge";
import { may } from "@/lib/core/caller";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { activateServiceCentre } from "@/lib/field-service/service-centres/activate";
import { deactivateServiceCentre } from "@/lib/field-service/service-centres/deactivate";
import { readServiceCentre } from "@/lib/field-service/service-centres/read";
import { serviceCentres } from "@/lib/field-service/service-centres/resource";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";
import { technicians } from "@/lib/field-service/technicians/resource";

export const generateMetadata = titled("field-service.resources.service-centres.one");

export default async function ServiceCentrePage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, serviceCentres.permission), params]);
  const { caller, t, href } = reader;
  const [centre, values] = await orNotFound(
    Promise.all([readServiceCentre(id, caller), record(serviceCentres, id, caller)]),
  );
  const { path } = centre;
  const defaults = { centreId: id };
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, serviceCentres, { label: centre.name })}
      title={centre.name}
      number={id}
      beside={centre.active ? null : <Badge tone="over">{t("field-service.pages.centre.closed")}</Badge>}
      links={
        may(caller, "field-service.service-centres.write", path) ? (
          <EditLink reader={reader} href={href(`field-service/service-centres/${id}/edit`)} />
        ) : null
      }
      actions={offered([
        centre.active
          ? offer(
              reader,
              deactivateServiceCentre,
              { icon: "ban", danger: true, ask: ["reason"], defaults },
              path,
            )
          : offer(reader, activateServiceCentre, { icon: "circle-play", ask: ["reason"], defaults }, path),
      ])}
      facts={factsOf(describeResource(serviceCentres, caller, t, reader.panel), values, [
        "address",
        "active",
        "technicians",
        "organization",
        "createdAt",
        "updatedAt",
      ])}
      target={{ type: "service-centres", id }}
    >
      <RelatedList
        reader={reader}
        resource={technicians}
        filters={{ centreId: id }}
        columns={["name", "number", "state", "skills", "open"]}
      />
      <RelatedList
        reader={reader}
        resource={serviceTickets}
        filters={{ centreId: id }}
        columns={["number", "state", "appointmentStart", "technician", "overdue"]}
      />
    </RecordPage>
  );
}
