import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { ledgerOfOrder, type OrderRecord } from "@/lib/commerce/orders/read";
import { resources } from "@/lib/registry";
import { mayRead } from "../figures";
import type { Reader } from "../reader";

/** Where an order's money went, entry by entry; nothing for who may not see the ledger. */
export async function OrderLedger({ reader, order }: { reader: Reader; order: OrderRecord }) {
  const { t, href } = reader;
  const transactions = reader.off.has("billing") ? null : await ledgerOfOrder(order, reader.caller);
  if (!transactions) return null;
  const texts = "commerce.pages.orders";
  const linked = mayRead(resources.get("ledger-transactions"), reader);
  const words = (key: string, name: string) => (t.has(key) ? t(key) : name);
  return (
    <Card title={t(`${texts}.ledger`)} flush>
      {transactions.length === 0 ? (
        <p className="px-4 py-3 text-ink-3 text-sm">{t(`${texts}.noLedger`)}</p>
      ) : (
        <Table aria-label={t(`${texts}.ledger`)}>
          <TableHead>
            <tr>
              <TableHeader>{t(`${texts}.kind`)}</TableHeader>
              <TableHeader>{t(`${texts}.account`)}</TableHeader>
              <TableHeader align="right">{t("billing.resources.ledger-entries.columns.debit")}</TableHeader>
              <TableHeader align="right">{t("billing.resources.ledger-entries.columns.credit")}</TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {transactions.flatMap(({ id, kind, at, entries }) =>
              entries.map((entry, index) => (
                <TableRow key={`${id}${entry.account}${entry.channel}${entry.amount}`}>
                  <TableCell className="whitespace-nowrap">
                    {index > 0 ? null : (
                      <>
                        {linked ? (
                          <Link
                            href={href(`billing/ledger-transactions/${id}`)}
                            className="font-medium hover:text-accent hover:underline"
                          >
                            {words(`billing.resources.ledger-transactions.values.kind.${kind}`, kind)}
                          </Link>
                        ) : (
                          words(`billing.resources.ledger-transactions.values.kind.${kind}`, kind)
                        )}{" "}
                        <Time value={at} className="text-ink-3 text-xs" />
                      </>
                    )}
                  </TableCell>
                  <TableCell className="whitespace-nowrap">
                    {words(`billing.resources.ledger-entries.values.account.${entry.account}`, entry.account)}
                    {entry.channel ? <span className="text-ink-3"> · {entry.channel}</span> : null}
                  </TableCell>
                  <TableCell align="right">
                    {entry.amount.startsWith("-") ? (
                      <Money value={{ amount: entry.amount.slice(1), currency: entry.currency }} />
                    ) : null}
                  </TableCell>
                  <TableCell align="right">
                    {entry.amount.startsWith("-") ? null : (
                      <Money value={{ amount: entry.amount, currency: entry.currency }} />
                    )}
                  </TableCell>
                </TableRow>
              )),
            )}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
