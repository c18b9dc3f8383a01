import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { NumberText } from "@/components/ui/number";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { may } from "@/lib/core/caller";
import { serviceTicketMachine } from "@/lib/field-service/service-tickets/machine";
import type { Workload } from "@/lib/field-service/technicians/workload";
import type { Reader } from "../reader";

const heads = ["open", "overdue", "lately", "done"] as const;

/** What each technician has before them, the busiest first. */
export function WorkloadTable({ reader, rows, cut }: { reader: Reader; rows: Workload[]; cut: boolean }) {
  const { t, href } = reader;
  const texts = "field-service.pages.workload";
  if (rows.length === 0)
    return (
      <Card>
        <EmptyState title={t(`${texts}.none`)} />
      </Card>
    );
  return (
    <Card flush footer={cut ? <p className="text-ink-3 text-xs">{t(`${texts}.cut`)}</p> : null}>
      <ul className="md:hidden">
        {rows.map((row) => (
          <li key={row.id} className="border-line border-b px-4 py-3 last:border-b-0">
            <Technician row={row} href={href(`field-service/technicians/${row.id}`)} />
            <dl className="my-2 grid grid-cols-2 gap-x-4 gap-y-1 text-sm">
              {heads.map((head) => (
                <div key={head} className="flex justify-between gap-2">
                  <dt className="text-ink-3">{t(`${texts}.${head}`)}</dt>
                  <dd>
                    <Figure row={row} head={head} />
                  </dd>
                </div>
              ))}
            </dl>
            <Today reader={reader} row={row} />
          </li>
        ))}
      </ul>
      <div className="hidden overflow-x-auto md:block">
        <Table aria-label={t("field-service.menu.workload")}>
          <TableHead>
            <tr>
              <TableHeader>{t("field-service.resources.technicians.one")}</TableHeader>
              {heads.map((head) => (
                <TableHeader key={head} align="right">
                  {t(`${texts}.${head}`)}
                </TableHeader>
              ))}
              <TableHeader>{t(`${texts}.today`)}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <TableRow key={row.id}>
                <TableCell className="whitespace-nowrap">
                  <Technician row={row} href={href(`field-service/technicians/${row.id}`)} />
                </TableCell>
                {heads.map((head) => (
                  <TableCell key={head} align="right">
                    <Figure row={row} head={head} />
                  </TableCell>
                ))}
                <TableCell>
                  <Today reader={reader} row={row} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </Card>
  );
}

function Technician({ row, href }: { row: Workload; href: string }) {
  return (
    <>
      <Link href={href} className="block font-medium hover:text-accent hover:underline">
        {row.name}
      </Link>
      <span className="text-ink-3 text-xs">{row.centre}</span>
    </>
  );
}

function Figure({ row, head }: { row: Workload; head: (typeof heads)[number] }) {
  return (
    <span className={head === "overdue" && row.overdue > 0 ? "font-medium text-danger" : ""}>
      <NumberText value={row[head]} />
    </span>
  );
}

/** The visits of today, in order. */
function Today({ reader: { caller, t, href }, row }: { reader: Reader; row: Workload }) {
  const sees = may(caller, "field-service.tickets.read");
  return (
    <span className="flex flex-wrap gap-1">
      {row.today.map((slot) => (
        <Slot
          key={slot.id}
          slot={slot}
          href={sees ? href(`field-service/service-tickets/${slot.id}`) : null}
        />
      ))}
      {row.today.length === 0 ? (
        <span className="text-ink-3">{t("field-service.pages.workload.free")}</span>
      ) : null}
    </span>
  );
}

function Slot({ slot, href }: { slot: Workload["today"][number]; href: string | null }) {
  const badge = (
    <Badge tone={serviceTicketMachine.states[slot.state]}>
      <Time value={slot.start} style="clock" />–<Time value={slot.end} style="clock" /> {slot.number}
    </Badge>
  );
  return href ? (
    <Link href={href} className="pointer-coarse:py-2">
      {badge}
    </Link>
  ) : (
    badge
  );
}
