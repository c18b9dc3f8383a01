import { Badge } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { Tone } from "@/lib/core/resource/description";
import type { SupportTicketRecord } from "@/lib/support/support-tickets/read";
import type { Reader, Texts } from "../reader";
import { minutesText } from "./minutes";

type Clock = {
  key: "response" | "resolve";
  /** When it was or will be over. */
  dueAt: Date | null;
  /** When it stands: seconds of working time that are left. */
  left: number | null;
  missedAt: Date | null;
  /** When it ended: somebody answered, it was resolved. */
  endedAt: Date | null;
  promised: number;
};

/** How a ticket's two clocks stand: how much time is left, or since when it is late, in words and with a shape. */
export function SlaClocks({ reader: { t }, ticket }: { reader: Reader; ticket: SupportTicketRecord }) {
  const { policy } = ticket;
  if (!policy) return null;
  const clocks: Clock[] = [
    {
      key: "response",
      dueAt: ticket.responseDueAt,
      left: ticket.responseLeftSeconds,
      missedAt: ticket.responseBreachedAt,
      endedAt: ticket.firstRespondedAt,
      promised: ticket.promisedResponseMinutes ?? policy.firstResponseMinutes,
    },
    {
      key: "resolve",
      dueAt: ticket.resolveDueAt,
      left: ticket.resolveLeftSeconds,
      missedAt: ticket.resolveBreachedAt,
      endedAt: ticket.resolvedAt ?? ticket.closedAt,
      promised: ticket.promisedResolveMinutes ?? policy.resolveMinutes,
    },
  ];
  return (
    <dl
      aria-label={t("support.pages.sla.title")}
      className="grid divide-line rounded-md border border-line bg-surface max-sm:divide-y sm:grid-cols-2 sm:divide-x"
    >
      {clocks.map((clock) => (
        <ClockCell key={clock.key} clock={clock} t={t} over={!["open", "pending"].includes(ticket.state)} />
      ))}
    </dl>
  );
}

function ClockCell({ clock, t, over }: { clock: Clock; t: Texts; over: boolean }) {
  const words = (key: string) => t(`support.pages.sla.${key}`);
  const { state, tone } = stateOf(clock, over);
  const at =
    state === "missed" ? (clock.missedAt ?? clock.dueAt) : state === "met" ? clock.endedAt : clock.dueAt;
  return (
    <div className="min-w-0 px-4 py-2.5 text-sm">
      <dt className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">{words(clock.key)}</span>
        <Badge tone={tone}>{words(`states.${state}`)}</Badge>
      </dt>
      <dd className="mt-0.5 flex flex-wrap gap-x-2 text-ink-2">
        {state === "paused" && clock.left !== null
          ? t("support.pages.sla.left", { time: minutesText(Math.ceil(clock.left / 60), t) })
          : null}
        {at && state !== "paused" ? (
          <span>
            {words(`at.${state}`)} <Time value={at.toISOString()} />
          </span>
        ) : null}
        <span className="text-ink-3">
          {t("support.pages.sla.promised", { time: minutesText(clock.promised, t) })}
        </span>
      </dd>
    </div>
  );
}

type ClockState = "running" | "paused" | "met" | "missed" | "stopped";

function stateOf({ dueAt, missedAt, endedAt }: Clock, over: boolean): { state: ClockState; tone: Tone } {
  if (missedAt || (dueAt && dueAt < new Date())) return { state: "missed", tone: "danger" };
  if (endedAt) return { state: "met", tone: "done" };
  if (over) return { state: "stopped", tone: "over" };
  return dueAt ? { state: "running", tone: "progress" } : { state: "paused", tone: "waiting" };
}
