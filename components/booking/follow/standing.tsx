import { useLocale, useTranslations } from "next-intl";
import type { FollowedTicket } from "@/lib/field-service/service-tickets/follow";
import { Card } from "../../ui/card";
import { Facts } from "../../ui/facts";
import { type Step, Steps } from "../../ui/steps";
import { Timeline } from "../../ui/timeline";
import { visitWords, zoneWords } from "../day-words";

const way = ["booked", "confirmed", "assigned", "in_progress", "completed"] as const;

/** When each step was taken, by the event that says so. */
const stepEvents: Record<(typeof way)[number], readonly string[]> = {
  booked: ["booked"],
  confirmed: ["confirmed"],
  assigned: ["assigned", "reassigned"],
  in_progress: ["started"],
  completed: ["completed"],
};

/** How a visit stands: in a sentence, and as steps. */
export function Standing({ ticket }: { ticket: FollowedTicket }) {
  const t = useTranslations("booking.follow");
  const { state } = ticket;
  return (
    <Card>
      <p className="text-balance font-semibold text-xl">{t(`states.${state}`)}</p>
      <p className="mt-1 mb-5 text-ink-2">{useSentence(ticket)}</p>
      <Steps steps={useSteps(ticket)} />
      {state === "canceled" && ticket.cancelReason ? (
        <p className="mt-4 rounded-md bg-sunken px-3 py-2.5 text-sm [overflow-wrap:anywhere]">
          <span className="text-ink-3">{t("reason")}: </span>
          {ticket.cancelReason}
        </p>
      ) : null}
    </Card>
  );
}

function useSentence(ticket: FollowedTicket): string {
  const t = useTranslations("booking.follow");
  const technician = useTechnician(ticket) ?? t("someone");
  if (ticket.state !== "canceled") return t(`says.${ticket.state}`, { technician });
  return t(canceledByCustomer(ticket) ? "says.canceledByCustomer" : "says.canceledByOffice");
}

const canceledByCustomer = ({ events }: FollowedTicket): boolean =>
  events.findLast((event) => event.action === "canceled")?.byCustomer ?? false;

function useTechnician({ technician }: FollowedTicket): string | null {
  const t = useTranslations("booking.follow");
  if (technician === null) return null;
  return /^\p{Script=Han}$/u.test(technician) ? t("familyName", { name: technician }) : technician;
}

function useSteps({ state, events, organization }: FollowedTicket): Step[] {
  const t = useTranslations("booking.follow");
  const locale = useLocale();
  const clock = new Intl.DateTimeFormat(locale, {
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: organization.timeZone,
  });
  const noteOf = (actions: readonly string[]) => {
    const event = events.findLast(({ action }) => actions.includes(action));
    return event ? clock.format(event.happenedAt) : undefined;
  };
  const at = way.indexOf(state as (typeof way)[number]);
  if (at >= 0)
    return way.map((step, index) => ({
      label: t(`states.${step}`),
      state: index < at || state === "completed" ? "done" : index === at ? "current" : "ahead",
      note: index <= at ? noteOf(stepEvents[step]) : undefined,
    }));
  const taken = way.filter((step) => noteOf(stepEvents[step]) !== undefined);
  return [
    ...taken.map((step) => ({
      label: t(`states.${step}`),
      state: "done" as const,
      note: noteOf(stepEvents[step]),
    })),
    { label: t("states.canceled"), state: "failed", note: noteOf(["canceled"]) },
  ];
}

/** What was agreed. */
export function Appointment({ ticket }: { ticket: FollowedTicket }) {
  const t = useTranslations("booking.follow");
  const locale = useLocale();
  const technician = useTechnician(ticket);
  const { appointmentStart, appointmentEnd, organization, address, issue, customerName, phoneMasked } =
    ticket;
  const { timeZone } = organization;
  const open = ticket.state !== "completed" && ticket.state !== "canceled";
  return (
    <Card title={t("appointment")}>
      <p className="font-medium text-lg">{visitWords(appointmentStart, appointmentEnd, locale, timeZone)}</p>
      <p className="mb-4 text-ink-3 text-sm">{t("zone", { zone: zoneWords(timeZone) })}</p>
      <Facts
        columns={2}
        facts={[
          { label: t("technician"), value: technician ?? (open ? t("notYet") : null) },
          { label: t("contact"), value: `${customerName} · ${phoneMasked}` },
          { label: t("address"), value: address },
          { label: t("issue"), value: <span className="whitespace-pre-line">{issue}</span>, wide: true },
        ]}
      />
    </Card>
  );
}

const tones: Partial<Record<string, "done" | "danger" | "progress" | "waiting">> = {
  booked: "waiting",
  confirmed: "waiting",
  completed: "done",
  canceled: "danger",
};

/** What happened so far, newest first. */
export function VisitHistory({ events }: { events: FollowedTicket["events"] }) {
  const t = useTranslations("booking.follow");
  return (
    <Card title={t("history")}>
      <Timeline
        items={events.toReversed().map(({ id, action, happenedAt, byCustomer }) => ({
          id,
          at: happenedAt.toISOString(),
          tone: tones[action] ?? "progress",
          title: t(`events.${action}${byCustomer && own.includes(action) ? "ByCustomer" : ""}`),
        }))}
      />
    </Card>
  );
}

/** What customers do themselves as well as the office. */
const own = ["rescheduled", "canceled"];
