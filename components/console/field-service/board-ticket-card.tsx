"use client";

import { ChevronDown } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { LazyOverlay } from "@/components/ui/lazy-overlay";
import { Link } from "@/components/ui/link";
import { StateBadge, type StateOption } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { Board, BoardTicket } from "@/lib/field-service/board/read";

export type BoardTexts = {
  unassigned: string;
  unassignedHelp: string;
  nobody: string;
  none: string;
  assignTo: string;
  automatic: string;
  /** What is overdue, by the state it is overdue in. */
  overdue: Record<string, string>;
  inactive: string;
  assigned: string;
  lost: string;
};

const loadAssignMenu = () => import("./assign-menu").then((module) => module.AssignMenu);

export type BoardTicketCardProps = {
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

/** A visit on the board; it can be dragged, or given to somebody by its menu. */
export function BoardTicketCard(props: BoardTicketCardProps) {
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
          "md:h-26 md:overflow-hidden md:px-1.5 md:focus-within:z-10 md:focus-within:h-auto md:focus-within:min-h-26 md:hover:z-10 md:hover:h-auto md:hover:min-h-26 md:relative",
      )}
    >
      <div
        className={cn(
          "flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1",
          timed && movable && "md:min-h-5 md:pr-6",
        )}
      >
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
        {/* What is overdue says in which state it is. */}
        {ticket.overdue && timed ? null : <StateBadge value={ticket.state} options={states} />}
        {ticket.overdue ? <Badge tone="danger">{texts.overdue[ticket.state]}</Badge> : null}
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
              title={texts.assignTo}
              className={cn(
                "mt-1.5 w-full justify-between",
                timed && "md:absolute! md:top-1 md:right-1 md:mt-0 md:h-6 md:w-6 md:justify-center md:px-0",
              )}
            >
              <span className={cn(timed && "md:hidden")}>{texts.assignTo}</span>
              <ChevronDown aria-hidden />
            </Button>
          }
        />
      ) : null}
    </li>
  );
}
