import { ClientMessages } from "@/components/client-messages";
import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { EventNotice } from "@/components/console/payments/event-notice";
import { RevealPayload } from "@/components/console/payments/reveal-payload";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { Refresh } from "@/components/console/refresh";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { Card } from "@/components/ui/card";
import { JsonViewer } from "@/components/ui/code-block";
import { paymentEventMachine } from "@/lib/commerce/payment-events/machine";
import { readPaymentEvent } from "@/lib/commerce/payment-events/read";
import { reprocessEvent } from "@/lib/commerce/payment-events/reprocess";
import { paymentEvents } from "@/lib/commerce/payment-events/resource";
import { revealPaymentEvent } from "@/lib/commerce/payment-events/reveal";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";

export const generateMetadata = titled("commerce.resources.payment-events.one");

const shown = [
  "provider",
  "providerEventId",
  "objectRef",
  "signatureState",
  "signatureError",
  "attempts",
  "note",
  "payment",
  "order",
  "organization",
  "address",
  "occurredAt",
  "receivedAt",
  "handledAt",
];

export default async function PaymentEventPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, paymentEvents.permission), params]);
  const { caller, t, href } = reader;
  const [event, { payload, path }] = await orNotFound(
    Promise.all([record(paymentEvents, id, caller), readPaymentEvent(id, caller)]),
  );
  const description = describeResource(paymentEvents, caller, t, reader.panel);
  const state = String(event.state) as keyof typeof paymentEventMachine.states;
  const believed = event.signatureState === "valid";
  const again = paymentEventMachine.moves.reprocess.from.includes(state as "received");
  const reveal = believed
    ? offer(reader, revealPaymentEvent, { icon: "eye", ask: ["reason"], defaults: { eventId: id } }, path)
    : null;
  const to = (page: string, key: string) => (event[key] ? href(`${page}/${event[key]}`) : undefined);
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, paymentEvents, { label: String(event.type) })}
      title={String(event.type)}
      number={String(event.providerEventId ?? id)}
      state={{ value: state, options: stateOptions(reader, paymentEvents) }}
      actions={offered([
        again
          ? offer(
              reader,
              reprocessEvent,
              { icon: "rotate-ccw", ask: ["reason"], defaults: { eventId: id } },
              path,
            )
          : null,
      ])}
      primaryAction={false}
      notice={<EventNotice reader={reader} event={event} />}
      factsTitle={t("commerce.pages.payment-events.facts")}
      facts={factsOf(description, event, shown, {
        hrefs: {
          payment: to("commerce/payment-attempts", "attemptId"),
          order: to("commerce/orders", "orderId"),
          organization: to("customers/organizations", "organizationId"),
        },
      })}
      target={{ type: "payment-events", id }}
    >
      {state === "received" ? <Refresh seconds={4} /> : null}
      <Card
        title={t("commerce.pages.payment-events.payload")}
        description={believed ? t("commerce.pages.payment-events.payloadText") : undefined}
        actions={
          reveal ? (
            <ClientMessages>
              <RevealPayload
                spec={reveal}
                label={t("commerce.pages.payment-events.revealed")}
                gone={t("commerce.pages.payment-events.gone")}
              />
            </ClientMessages>
          ) : null
        }
      >
        <JsonViewer value={payload} label={t("commerce.pages.payment-events.payload")} />
      </Card>
      {event.attemptId ? (
        <RelatedList
          reader={reader}
          resource={paymentEvents}
          filters={{ attemptId: String(event.attemptId) }}
          columns={["type", "state", "attempts", "receivedAt"]}
          title={t("commerce.pages.payment-events.related")}
        />
      ) : null}
    </RecordPage>
  );
}
