import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { NumberText } from "@/components/ui/number";
import { StateBadge } from "@/components/ui/state-badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { Monitor } from "@/lib/commerce/payment-events/monitor";
import { paymentEvents } from "@/lib/commerce/payment-events/resource";
import { listHref } from "../figures";
import type { Reader } from "../reader";
import { stateOptions } from "../state-options";

const words = "sre.pages.webhooks";

/** What did not work, by the type of event, with the newest error and the way to the events. */
export function WebhookFailures({ reader, failures }: { reader: Reader; failures: Monitor["failures"] }) {
  const { t } = reader;
  const options = stateOptions(reader, paymentEvents);
  return (
    <Card flush title={t(`${words}.failures`)} description={t(`${words}.failuresText`)}>
      {failures.length === 0 ? (
        <p className="px-4 py-3 text-ink-3 text-sm">{t(`${words}.none`)}</p>
      ) : (
        <Table aria-label={t(`${words}.failures`)}>
          <TableHead>
            <tr>
              <TableHeader>{t(`${words}.type`)}</TableHeader>
              <TableHeader>{t(`${words}.state`)}</TableHeader>
              <TableHeader align="right">{t(`${words}.count`)}</TableHeader>
              <TableHeader>{t(`${words}.lastError`)}</TableHeader>
              <TableHeader>{t(`${words}.newest`)}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {failures.map(({ type, state, count, lastError, newest }) => (
              <TableRow key={`${type} ${state}`}>
                <TableCell className="whitespace-nowrap">
                  <Link
                    href={listHref(reader, "commerce/payment-events", { type, state })}
                    className="font-mono text-xs hover:text-accent hover:underline"
                  >
                    {type}
                  </Link>
                </TableCell>
                <TableCell className="whitespace-nowrap">
                  <StateBadge value={state} options={options} />
                </TableCell>
                <TableCell align="right">
                  <NumberText value={count} />
                </TableCell>
                <TableCell className="min-w-60 max-w-md">
                  <span className="[overflow-wrap:anywhere]">{lastError}</span>
                </TableCell>
                <TableCell className="whitespace-nowrap">
                  <Time value={newest.toISOString()} style="relative" />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
