import { Decimal } from "decimal.js";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { EntryRecord, LedgerTransactionRecord } from "@/lib/billing/ledger/read";
import { wallets } from "@/lib/billing/wallets/resource";
import { channelName } from "../day-close/channels";
import { mayRead } from "../figures";
import type { Reader } from "../reader";
import { accountLabel } from "./words";

/** A transaction's entries as bookkeepers read them: debit and credit, which are equal. */
export function TransactionEntries({
  reader,
  transaction,
}: {
  reader: Reader;
  transaction: LedgerTransactionRecord;
}) {
  const { t } = reader;
  const { entries, organizationId } = transaction;
  const words = (key: string) => t(`billing.pages.transactions.${key}`);
  const column = (key: string) => t(`billing.statement.${key}`);
  return (
    <Card flush title={words("entries")}>
      <Table aria-label={words("entries")}>
        <TableHead>
          <tr>
            <TableHeader>{words("account")}</TableHeader>
            <TableHeader align="right">{column("debit")}</TableHeader>
            <TableHeader align="right">{column("credit")}</TableHeader>
            <TableHeader align="right">{words("balanceAfter")}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {entries.map((entry) => (
            <TableRow key={entry.id}>
              <TableCell>
                <Account reader={reader} entry={entry} home={organizationId} />
              </TableCell>
              <Amount amount={entry.debit} currency={entry.currency} />
              <Amount amount={entry.credit} currency={entry.currency} />
              <Amount amount={entry.balanceAfter} currency={entry.currency} quiet />
            </TableRow>
          ))}
          {currenciesOf(entries).map((currency) => (
            <TableRow key={currency} className="bg-sunken font-medium">
              <TableCell>{words("sum")}</TableCell>
              <Amount amount={sumOf(entries, "debit", currency)} currency={currency} />
              <Amount amount={sumOf(entries, "credit", currency)} currency={currency} />
              <TableCell />
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function Account({ reader, entry, home }: { reader: Reader; entry: EntryRecord; home: string }) {
  const { wallet, organization } = entry;
  const name = `${accountLabel(reader, entry.account)}${entry.channel ? ` · ${channelName(reader, entry.channel)}` : ""}`;
  return (
    <>
      {name}
      {organization.id === home ? null : <span className="text-ink-3"> · {organization.name}</span>}
      {wallet ? (
        <span className="block text-xs">
          {mayRead(wallets, reader) ? (
            <Link href={reader.href(`billing/wallets/${wallet.id}`)} className="text-accent hover:underline">
              {wallet.owner} · {wallet.number}
            </Link>
          ) : (
            `${wallet.owner} · ${wallet.number}`
          )}
        </span>
      ) : null}
    </>
  );
}

function Amount({ amount, currency, quiet }: { amount: string | null; currency: string; quiet?: boolean }) {
  return (
    <TableCell align="right" className={quiet ? "text-ink-2" : undefined}>
      {amount === null ? null : <Money value={{ amount, currency }} />}
    </TableCell>
  );
}

const currenciesOf = (entries: EntryRecord[]): string[] => [
  ...new Set(entries.map((entry) => entry.currency)),
];

const sumOf = (entries: EntryRecord[], side: "debit" | "credit", currency: string): string =>
  entries
    .filter((entry) => entry.currency === currency)
    .reduce((sum, entry) => sum.plus(entry[side] ?? 0), new Decimal(0))
    .toFixed();
