"use client";

import { ChevronDown } from "lucide-react";
import { useRouter } from "next/navigation";
import { type DragEvent, useState } from "react";
import { v7 as uuid } from "uuid";
import { useCommandRun } from "@/components/form/use-command-run";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { LazyOverlay } from "@/components/ui/lazy-overlay";
import { Link } from "@/components/ui/link";
import { StateBadge, type StateOption } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { Board, BoardTechnician, BoardTicket } from "@/lib/field-service/board/read";
import { cssVariables } from "./css-variables";

export type BoardTexts = {
  unassigned: string;
  unassignedHelp: string;
  nobody: string;
  none: string;
  assignTo: string;
  automatic: string;
  overdue: string;
  inactive: string;
  assigned: string;
  lost: string;
};

export type DayBoardProps = {
  board: Board;
  states: StateOption[];
  texts: BoardTexts;
  /** Address of a ticket's page, with `:id`. */
  ticketHref: string;
  mayAssign: boolean;
};

/** What a card on a lane takes, with everything on it in sight. Pixels. */
const rowHeight = 136;

const loadAssignMenu = () => import("./assign-menu").then((module) => module.AssignMenu);

/** Whether a ticket can be given to somebody (else) as it is. */
const canMove = ({ state }: BoardTicket): boolean => ["confirmed", "assigned", "in_progress"].includes(state);

/**
 * A day by technician. A ticket is dragged to whoever takes it; the menu on each card does the same by keyboard and on a
 * phone.
 */
export function DayBoard({ board, states, texts, ticketHref, mayAssign }: DayBoardProps) {
  const router = useRouter();
  const { run, stepUp } = useCommandRun();
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [pending, setPending] = useState<string | null>(null);

  async function give(ticket: BoardTicket, technicianId: string | null) {
    if (pending || (technicianId !== null && ticket.technicianId === technicianId)) return;
    setPending(ticket.id);
    const verb = ticket.technicianId ? "reassign" : "assign";
    const input = {
      ticketId: ticket.id,
      version: ticket.version,
      ...(technicianId === null ? {} : { technicianId }),
    };
    const outcome = await run(`service-tickets.${verb}`, input, uuid());
    setPending(null);
    if (outcome.kind === "error") toast.error(outcome.error.message);
    if (outcome.kind === "lost") toast.error(texts.lost);
    if (outcome.kind === "done") {
      const { technician } = outcome.data as { technician: string };
      toast.success(texts.assigned.replace("{number}", ticket.number).replace("{technician}", technician));
    }
    router.refresh();
  }

  const lane = (technician: BoardTechnician) => ({
    onDragOver: (event: DragEvent) => {
      if (!dragged || !technician.active) return;
      event.preventDefault();
      setOver(technician.id);
    },
    onDragLeave: () => setOver(null),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(null);
      const ticket = board.tickets.find((each) => each.id === dragged);
      setDragged(null);
      if (ticket) void give(ticket, technician.id);
    },
  });
  const card = (ticket: BoardTicket, timed: boolean) => (
    <TicketCard
      key={ticket.id}
      ticket={ticket}
      board={board}
      states={states}
      texts={texts}
      href={ticketHref.replace(":id", ticket.id)}
      timed={timed}
      busy={pending === ticket.id}
      movable={mayAssign && canMove(ticket)}
      onGive={(technicianId) => void give(ticket, technicianId)}
      onDrag={setDragged}
    />
  );
  const open = board.tickets.filter((ticket) => ticket.technicianId === null);

  return (
    <div className="space-y-4">
      <section aria-labelledby="board-open" className="rounded-md border border-line bg-surface">
        <header className="border-line border-b px-4 py-2">
          <h2 id="board-open" className="font-semibold">
            {texts.unassigned} <span className="figures font-normal text-ink-3 text-sm">{open.length}</span>
          </h2>
          {mayAssign ? <p className="text-ink-3 text-xs">{texts.unassignedHelp}</p> : null}
        </header>
        {open.length > 0 ? (
          <ul className="grid gap-2 p-3 sm:grid-cols-2 lg:grid-cols-3 xl:grid-cols-4">
            {open.map((ticket) => card(ticket, false))}
          </ul>
        ) : (
          <p className="px-4 py-3 text-ink-3 text-sm">{texts.none}</p>
        )}
      </section>
      <section className="overflow-x-auto rounded-md border border-line bg-surface">
        {board.technicians.length === 0 ? (
          <p className="px-4 py-6 text-center text-ink-3 text-sm">{texts.nobody}</p>
        ) : (
          <div className="md:min-w-[960px]">
            <Hours board={board} />
            <ul>
              {board.technicians.map((technician) => {
                const mine = board.tickets.filter((ticket) => ticket.technicianId === technician.id);
                const rows = stacked(mine);
                return (
                  <li
                    key={technician.id}
                    {...lane(technician)}
                    className={cn("border-line border-t md:flex", over === technician.id && "bg-accent-soft")}
                  >
                    <div className="shrink-0 px-4 py-2 md:w-52 md:border-line md:border-r">
                      <h3 className="truncate font-medium text-sm">{technician.name}</h3>
                      <p className="truncate text-ink-3 text-xs">
                        {technician.centre}
                        {technician.active ? null : ` · ${texts.inactive}`}
                      </p>
                    </div>
                    <ul
                      className="relative grid min-h-14 flex-1 gap-2 px-3 pb-3 md:block md:h-[var(--height)] md:p-0"
                      style={cssVariables({ "--height": `${Math.max(1, rows.length) * rowHeight + 8}px` })}
                    >
                      {rows.flatMap((row, depth) =>
                        row.map((ticket) => (
                          <li
                            key={ticket.id}
                            className="contents md:absolute md:top-[var(--top)] md:left-[var(--left)] md:block md:w-[var(--width)] md:px-0.5"
                            style={cssVariables({
                              ...placed(ticket, board),
                              "--top": `${depth * rowHeight + 4}px`,
                            })}
                          >
                            <ul className="contents">{card(ticket, true)}</ul>
                          </li>
                        )),
                      )}
                    </ul>
                  </li>
                );
              })}
            </ul>
          </div>
        )}
      </section>
      {stepUp}
    </div>
  );
}

type Placing = { "--left": string; "--width": string };

const share = (part: number): string => `${(Math.min(1, Math.max(0, part)) * 100).toFixed(3)}%`;

function placed({ start, end }: BoardTicket, { from, until }: Board): Placing {
  const whole = Date.parse(until) - Date.parse(from);
  const left = (Date.parse(start) - Date.parse(from)) / whole;
  return {
    "--left": share(left),
    "--width": share(Math.min(1 - left, (Date.parse(end) - Date.parse(start)) / whole)),
  };
}

/** Visits that overlap (done ones may) stand below each other. */
function stacked(tickets: BoardTicket[]): BoardTicket[][] {
  const rows: BoardTicket[][] = [];
  for (const ticket of tickets) {
    const free = rows.find((row) => (row.at(-1)?.end ?? "") <= ticket.start);
    if (free) free.push(ticket);
    else rows.push([ticket]);
  }
  return rows;
}

function Hours({ board }: { board: Board }) {
  const [from, until] = [Date.parse(board.from), Date.parse(board.until)];
  const step = until - from > 14 * 3_600_000 ? 2 : 1;
  const marks: number[] = [];
  for (let at = from; at < until; at += step * 3_600_000) marks.push(at);
  return (
    <div aria-hidden className="hidden h-7 md:flex">
      <div className="w-52 shrink-0 border-line border-r" />
      <div className="relative flex-1">
        {marks.map((at) => (
          <span
            key={at}
            className="absolute top-1 left-[var(--left)] border-line border-l pl-1 text-ink-3 text-xs"
            style={cssVariables({ "--left": share((at - from) / (until - from)) })}
          >
            <Time value={new Date(at).toISOString()} style="clock" timeZone={board.timeZone} />
          </span>
        ))}
      </div>
    </div>
  );
}

type TicketCardProps = {
  ticket: BoardTicket;
  board: Board;
  states: StateOption[];
  texts: BoardTexts;
  href: string;
  /** Where its place says when it is, the time is still read out. */
  timed: boolean;
  busy: boolean;
  movable: boolean;
  onGive: (technicianId: string | null) => void;
  onDrag: (id: string | null) => void;
};

function TicketCard(props: TicketCardProps) {
  const { ticket, board, states, texts, href, timed, busy, movable, onGive, onDrag } = props;
  const chooses = board.technicians.filter((each) => each.active && each.id !== ticket.technicianId);
  return (
    <li
      draggable={movable && !busy}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/plain", ticket.number);
        onDrag(ticket.id);
      }}
      onDragEnd={() => onDrag(null)}
      className={cn(
        "min-w-0 rounded-md border bg-raised p-2 text-xs",
        ticket.overdue ? "border-danger" : "border-line",
        movable && "cursor-grab active:cursor-grabbing",
        busy && "opacity-50",
        timed &&
          "md:h-32 md:overflow-hidden md:px-1.5 md:focus-within:z-10 md:focus-within:h-auto md:focus-within:min-h-32 md:hover:z-10 md:hover:h-auto md:hover:min-h-32 md:relative",
      )}
    >
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <span className="figures whitespace-nowrap font-medium">
          <Time value={ticket.start} style="clock" timeZone={board.timeZone} />–
          <Time value={ticket.end} style="clock" timeZone={board.timeZone} />
        </span>
        <Link href={href} className="font-mono text-accent hover:underline">
          {ticket.number}
        </Link>
      </div>
      <p className="truncate text-ink-2" title={`${ticket.customerName} · ${ticket.address}`}>
        {ticket.customerName} · {ticket.address}
      </p>
      <div className="mt-1 flex flex-wrap gap-1">
        <StateBadge value={ticket.state} options={states} />
        {ticket.overdue ? <Badge tone="danger">{texts.overdue}</Badge> : null}
        {ticket.skills.map((skill) => (
          <Badge key={skill}>{skill}</Badge>
        ))}
      </div>
      {movable ? (
        <LazyOverlay
          load={loadAssignMenu}
          props={{ technicians: chooses, automatic: texts.automatic, onGive }}
          trigger={
            <Button
              size="sm"
              disabled={busy}
              aria-label={`${texts.assignTo} ${ticket.number}`}
              className="mt-1.5 w-full justify-between"
            >
              {texts.assignTo}
              <ChevronDown aria-hidden />
            </Button>
          }
        />
      ) : null}
    </li>
  );
}
