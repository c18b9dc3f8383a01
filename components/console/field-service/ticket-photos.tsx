import { Card } from "@/components/ui/card";
import { formatTime } from "@/lib/core/i18n/format";
import type { ServiceTicketRecord } from "@/lib/field-service/service-tickets/read";
import { PhotoGrid } from "../photo-grid";
import type { Reader } from "../reader";
import { PhotoUpload } from "./photo-upload";

/** What the customer and the technician photographed. */
export function TicketPhotos({ reader, ticket }: { reader: Reader; ticket: ServiceTicketRecord }) {
  const { t, caller } = reader;
  const texts = "field-service.pages.photos";
  const upload = ticket.may.upload && ticket.state !== "canceled";
  return (
    <Card title={t(`${texts}.title`)}>
      {ticket.images.length > 0 ? (
        <PhotoGrid
          next={t(`${texts}.next`)}
          previous={t(`${texts}.previous`)}
          photos={ticket.images.map((image) => ({
            id: image.id,
            src: `/api/files/ticket-receipt/${image.id}`,
            label: t(`${texts}.${image.kind}`),
            detail: [
              formatTime(image.createdAt.toISOString(), {
                locale: caller.locale,
                timeZone: ticket.organization.timeZone,
                style: "minute",
              }),
              image.uploadedBy ?? t("field-service.actors.customer"),
            ].join(" · "),
            width: image.width,
            height: image.height,
          }))}
        />
      ) : (
        <p className="text-ink-3 text-sm">{t(`${texts}.none`)}</p>
      )}
      {upload ? (
        <div className="mt-4">
          <PhotoUpload
            ticketId={ticket.id}
            texts={{
              add: t(`${texts}.add`),
              kind: t(`${texts}.kind`),
              receipt: t(`${texts}.receipt`),
              problem: t(`${texts}.problem`),
              retry: t(`${texts}.retry`),
              dismiss: t(`${texts}.dismiss`),
              lost: t(`${texts}.lost`),
            }}
          />
        </div>
      ) : null}
    </Card>
  );
}
