import { Card } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import { Timeline } from "@/components/ui/timeline";
import type { Tone } from "@/lib/core/resource/description";
import type { ServiceTicketRecord } from "@/lib/field-service/service-tickets/read";
import { actorName } from "../actor-name";
import type { Reader } from "../reader";

const tones: Record<string, Tone> = {
  confirmed: "progress",
  assigned: "progress",
  reassigned: "waiting",
  rescheduled: "waiting",
  started: "progress",
  completed: "done",
  canceled: "danger",
  overdue: "danger",
};

type Event = ServiceTicketRecord["events"][number];

/** Everything that happened to a ticket, newest first: who did it, and when it was really done. */
export function TicketHistory({ reader, events }: { reader: Reader; events: Event[] }) {
  const { t } = reader;
  return (
    <Card title={t("field-service.pages.ticket.history")}>
      <Timeline
        items={events.map((event) => ({
          id: event.id,
          at: event.happenedAt.toISOString(),
          tone: tones[event.action] ?? "neutral",
          actor: actorName({ actor: event.actor, actorType: event.operatorId ? "operator" : "system" }, t),
          title: eventTitle(event, t),
          body: eventBody(event, t),
        }))}
      />
    </Card>
  );
}

const detailsOf = ({ details }: Event): Record<string, unknown> =>
  details !== null && typeof details === "object" && !Array.isArray(details) ? details : {};

function eventTitle(event: Event, t: Reader["t"]): string {
  const { technician, from, automatic } = detailsOf(event);
  const base = `field-service.pages.ticket.events.${event.action}`;
  if (!t.has(base)) return event.action;
  const words = t(base, {
    technician: String(technician ?? ""),
    from: event.action === "reassigned" ? String(from ?? "") : "",
  });
  return automatic === true ? `${words} ${t("field-service.pages.ticket.automatically")}` : words;
}

function eventBody(event: Event, t: Reader["t"]) {
  const { note, reason, released, from, to, fields } = detailsOf(event);
  const corrected = Array.isArray(fields)
    ? fields.map((field) => t(`field-service.resources.service-tickets.columns.${field}`)).join(", ")
    : null;
  const moved = event.action === "rescheduled" && from && to ? [String(from), String(to)] : null;
  const late = event.createdAt.getTime() - event.happenedAt.getTime() > 60_000;
  if (!note && !reason && !released && !late && !moved && !corrected) return null;
  return (
    <>
      {moved ? (
        <p className="text-ink-2">
          <Time value={moved[0] ?? ""} style="minute" />
          {" → "}
          <Time value={moved[1] ?? ""} style="minute" />
        </p>
      ) : null}
      {corrected ? <p className="text-ink-2">{corrected}</p> : null}
      {note ? <p className="whitespace-pre-line">{String(note)}</p> : null}
      {reason ? <q className="block text-ink-2">{String(reason)}</q> : null}
      {released ? (
        <p className="text-ink-2">
          {t("field-service.pages.ticket.released", { technician: String(released) })}
        </p>
      ) : null}
      {late ? <p className="text-ink-3 text-xs">{t("field-service.pages.ticket.toldLater")}</p> : null}
    </>
  );
}
