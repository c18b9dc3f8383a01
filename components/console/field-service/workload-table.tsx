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

/** What each technician has before them, the busiest first. */
export function WorkloadTable({ reader, rows, cut }: { reader: Reader; rows: Workload[]; cut: boolean }) {
  const { t, href, caller } = reader;
  const texts = "field-service.pages.workload";
  if (rows.length === 0)
    return (
      <Card>
        <EmptyState title={t(`${texts}.none`)} />
      </Card>
    );
  const sees = may(caller, "field-service.tickets.read");
  const heads = ["open", "overdue", "lately", "done"] as const;
  return (
    <Card flush footer={cut ? <p className="text-ink-3 text-xs">{t(`${texts}.cut`)}</p> : null}>
      <div className="overflow-x-auto">
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
                  <Link
                    href={href(`field-service/technicians/${row.id}`)}
                    className="block font-medium hover:text-accent hover:underline"
                  >
                    {row.name}
                  </Link>
                  <span className="text-ink-3 text-xs">{row.centre}</span>
                </TableCell>
                {heads.map((head) => (
                  <TableCell key={head} align="right">
                    <span className={head === "overdue" && row.overdue > 0 ? "font-medium text-danger" : ""}>
                      <NumberText value={row[head]} />
                    </span>
                  </TableCell>
                ))}
                <TableCell>
                  <span className="flex flex-wrap gap-1">
                    {row.today.map((slot) => (
                      <Slot
                        key={slot.id}
                        slot={slot}
                        href={sees ? href(`field-service/service-tickets/${slot.id}`) : null}
                      />
                    ))}
                    {row.today.length === 0 ? <span className="text-ink-3">{t(`${texts}.free`)}</span> : null}
                  </span>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </Card>
  );
}

function Slot({ slot, href }: { slot: Workload["today"][number]; href: string | null }) {
  const badge = (
    <Badge tone={serviceTicketMachine.states[slot.state]}>
      <Time value={slot.start} style="clock" />–<Time value={slot.end} style="clock" /> {slot.number}
    </Badge>
  );
  return href ? <Link href={href}>{badge}</Link> : badge;
}
