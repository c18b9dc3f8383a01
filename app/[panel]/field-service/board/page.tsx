import { offer } from "@/components/console/command-offer";
import { pageCrumbs } from "@/components/console/crumbs";
import { DayBoard } from "@/components/console/field-service/day-board";
import { centreAsked, dayAsked, stepDay } from "@/components/console/field-service/period";
import { PeriodBar } from "@/components/console/field-service/period-bar";
import { ticketTabs } from "@/components/console/field-service/ticket-tabs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { stateOptions } from "@/components/console/state-options";
import { PageHeader } from "@/components/shell/page-header";
import { Notice } from "@/components/ui/notice";
import { may } from "@/lib/core/caller";
import { readBoard, todayOf } from "@/lib/field-service/board/read";
import { reassignServiceTicket } from "@/lib/field-service/service-tickets/reassign";
import { serviceTickets } from "@/lib/field-service/service-tickets/resource";

export const generateMetadata = titled("field-service.menu.board");

const path = "field-service/board";

export default async function BoardPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, serviceTickets.permission);
  const { caller, t, href } = reader;
  const { today } = await todayOf(caller);
  const [day, { centres, centreId }] = await Promise.all([
    dayAsked(searchParams, today),
    centreAsked(searchParams, caller),
  ]);
  const board = await readBoard(day, caller, centreId);
  const texts = "field-service.pages.board";
  return (
    <>
      <PageHeader
        title={t("field-service.menu.board")}
        crumbs={pageCrumbs(reader, "field-service", t("field-service.menu.board"))}
        tabs={ticketTabs(reader)}
        activeTab={href(path)}
      />
      <PeriodBar
        reader={reader}
        path={path}
        name="day"
        value={day}
        previous={stepDay(day, -1)}
        next={stepDay(day, 1)}
        present={today}
        centreId={centreId}
        centres={centres}
      />
      {board.cut ? (
        <div className="mb-4">
          <Notice tone="waiting" title={t(`${texts}.cut`)} />
        </div>
      ) : null}
      <DayBoard
        board={board}
        states={stateOptions(reader, serviceTickets)}
        ticketHref={href("field-service/service-tickets/:id")}
        mayAssign={may(caller, "field-service.tickets.assign")}
        reassign={offer(reader, reassignServiceTicket, {
          ask: ["technicianId", "reason"],
          description: t(`${texts}.begun`),
        })}
        texts={{
          unassigned: t(`${texts}.unassigned`),
          unassignedHelp: t(`${texts}.unassignedHelp`),
          nobody: t(`${texts}.nobody`),
          none: t(`${texts}.none`),
          assignTo: t(`${texts}.assignTo`),
          automatic: t("field-service.commands.service-tickets.assign.automatic"),
          overdue: Object.fromEntries(
            ["booked", "confirmed", "assigned", "in_progress"].map((state) => [
              state,
              t(`field-service.pages.overdue.${state}`),
            ]),
          ),
          inactive: t("field-service.resources.technicians.values.state.inactive"),
          assigned: t(`${texts}.assigned`, { number: "{number}", technician: "{technician}" }),
          lost: t("core.form.offline"),
        }}
      />
    </>
  );
}
