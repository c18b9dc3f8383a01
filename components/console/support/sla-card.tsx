import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
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
export function SlaCard({ reader: { t }, ticket }: { reader: Reader; ticket: SupportTicketRecord }) {
  const { policy } = ticket;
  if (!policy) return null;
  const clocks: Clock[] = [
    {
      key: "response",
      dueAt: ticket.responseDueAt,
      left: ticket.responseLeftSeconds,
      missedAt: ticket.responseBreachedAt,
      endedAt: ticket.firstRespondedAt,
      promised: policy.firstResponseMinutes,
    },
    {
      key: "resolve",
      dueAt: ticket.resolveDueAt,
      left: ticket.resolveLeftSeconds,
      missedAt: ticket.resolveBreachedAt,
      endedAt: ticket.resolvedAt ?? ticket.closedAt,
      promised: policy.resolveMinutes,
    },
  ];
  return (
    <Card flush title={t("support.pages.sla.title")}>
      <dl className="divide-y divide-line">
        {clocks.map((clock) => (
          <ClockRow key={clock.key} clock={clock} t={t} over={!["open", "pending"].includes(ticket.state)} />
        ))}
      </dl>
    </Card>
  );
}

function ClockRow({ clock, t, over }: { clock: Clock; t: Texts; over: boolean }) {
  const words = (key: string) => t(`support.pages.sla.${key}`);
  const { state, tone } = stateOf(clock, over);
  const at =
    state === "missed" ? (clock.missedAt ?? clock.dueAt) : state === "met" ? clock.endedAt : clock.dueAt;
  return (
    <div className="px-4 py-2.5 text-sm">
      <dt className="flex items-center justify-between gap-2">
        <span className="font-medium">{words(clock.key)}</span>
        <Badge tone={tone}>{words(`states.${state}`)}</Badge>
      </dt>
      <dd className="mt-1 text-ink-2">
        {state === "paused" && clock.left !== null
          ? t("support.pages.sla.left", { time: minutesText(Math.ceil(clock.left / 60), t) })
          : null}
        {at && state !== "paused" ? (
          <>
            {words(`at.${state}`)} <Time value={at.toISOString()} style="both" />
          </>
        ) : null}
        <span className="block text-ink-3 text-xs">
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
