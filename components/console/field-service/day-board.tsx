"use client";

import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { type DragEvent, useRef, useState } from "react";
import { v7 as uuid } from "uuid";
import type { CommandSpec } from "@/components/form/command";
import { useCommandRun } from "@/components/form/use-command-run";
import { cn } from "@/components/ui/cn";
import type { StateOption } from "@/components/ui/state-badge";
import { toast } from "@/components/ui/toast";
import type { Board, BoardTechnician, BoardTicket } from "@/lib/field-service/board/read";
import { BoardHours } from "./board-hours";
import { placed, stacked } from "./board-place";
import { type BoardTexts, BoardTicketCard } from "./board-ticket-card";
import { cssVariables } from "./css-variables";

export type DayBoardProps = {
  board: Board;
  states: StateOption[];
  texts: BoardTexts;
  /** Address of a ticket's page, with `:id`. */
  ticketHref: string;
  mayAssign: boolean;
  /** Hands on a visit its technician has begun; null for who may not. */
  reassign: CommandSpec | null;
};

const CommandDialog = dynamic(
  () => import("@/components/form/command-dialog").then((module) => module.CommandDialog),
  { ssr: false },
);

/** What a card on a lane takes, with everything on it in sight. Pixels. */
const rowHeight = 112;

/** Whether a ticket can be given to somebody (else) as it is. */
const canMove = ({ state }: BoardTicket): boolean => ["confirmed", "assigned", "in_progress"].includes(state);

/** The question before a visit is taken from whoever is at work on it. */
function askedOf(
  spec: CommandSpec,
  { id: ticketId, version }: BoardTicket,
  technicianId: string | null,
  technicians: BoardTechnician[],
): CommandSpec {
  const chosen = technicians.find(({ id }) => id === technicianId);
  return {
    ...spec,
    fields: spec.fields?.map((field) =>
      field.name === "technicianId" && chosen
        ? { ...field, referenceTitles: { [chosen.id]: chosen.name } }
        : field,
    ),
    defaults: { ticketId, version, technicianId: chosen?.id },
  };
}

/**
 * A day by technician. A ticket is dragged to whoever takes it; the menu on each card does the same by keyboard and on a
 * phone. One its technician has begun is taken from them after a question only.
 */
export function DayBoard({ board, states, texts, ticketHref, mayAssign, reassign }: DayBoardProps) {
  const router = useRouter();
  const { run, stepUp } = useCommandRun({ live: true });
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<string | null>(null);
  const [pending, setPending] = useState<string | null>(null);
  const [asked, setAsked] = useState<CommandSpec | null>(null);
  const waiting = useRef<HTMLHeadingElement>(null);

  async function give(ticket: BoardTicket, technicianId: string | null) {
    if (pending || (technicianId !== null && ticket.technicianId === technicianId)) return;
    if (ticket.state === "in_progress") {
      setAsked(reassign && askedOf(reassign, ticket, technicianId, board.technicians));
      return;
    }
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
    // The card is about to go from where it was; whoever works by keyboard goes on with those that wait.
    if (document.activeElement === document.body) waiting.current?.focus({ preventScroll: true });
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
    <BoardTicketCard
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
          <h2 id="board-open" ref={waiting} tabIndex={-1} className="font-semibold">
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
            <BoardHours board={board} />
            <ul>
              {board.technicians.map((technician) => {
                const mine = board.tickets.filter((ticket) => ticket.technicianId === technician.id);
                const rows = stacked(mine, board);
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
      {asked ? <CommandDialog spec={asked} open onOpenChange={(open) => !open && setAsked(null)} /> : null}
    </div>
  );
}
