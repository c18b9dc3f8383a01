import { Download } from "lucide-react";
import { getTimeZone } from "next-intl/server";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Notice } from "@/components/ui/notice";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { exportStatement } from "@/lib/billing/wallets/export-statement";
import type { Statement, StatementLine } from "@/lib/billing/wallets/statement";
import { may } from "@/lib/core/caller";
import { listHref } from "../figures";
import type { Reader } from "../reader";
import { kindLabel, partLabel } from "./words";

export const statementLines = 100;

export type WalletStatementProps = {
  reader: Reader;
  statement: Statement;
  /** Address of the page without its query. */
  path: string;
  skip: number;
  /** The period in the address made no sense. */
  badPeriod: boolean;
};

/** A wallet's statement for a period: what it had, each entry with the balance after it, what it has then. */
export async function WalletStatement({ reader, statement, path, skip, badPeriod }: WalletStatementProps) {
  const { t, caller } = reader;
  const timeZone = await getTimeZone();
  const { wallet, period, opening, closing, debits, credits, count, lines, more } = statement;
  const words = (key: string, values = {}) => t(`billing.pages.wallets.${key}`, values);
  const column = (key: string) => t(`billing.statement.${key}`);
  const money = (amount: string) => <Money value={{ amount, currency: wallet.currency }} />;
  const file = new URLSearchParams({ walletId: wallet.id, ...period });
  const page = (at: number) => `${path}?period=${period.from}..${period.to}&skip=${at}#statement`;
  return (
    <Card
      flush
      id="statement"
      title={
        <>
          {words("statement")}{" "}
          <span className="font-normal text-ink-3 text-sm">{words("entries", { count })}</span>
        </>
      }
      actions={
        <>
          {may(caller, "billing.ledger.read", wallet.path) ? (
            <Link
              href={listHref(reader, "billing/ledger-entries", { walletId: wallet.id })}
              className="text-accent text-sm hover:underline"
            >
              {words("allEntries")}
            </Link>
          ) : null}
          {may(caller, exportStatement.permission ?? "", wallet.path) ? (
            <Button asChild size="sm">
              <a href={`/api/billing/statement?${file}`} download>
                <Download aria-hidden />
                {t("billing.commands.wallets.export-statement.label")}
              </a>
            </Button>
          ) : null}
        </>
      }
    >
      <form action={path} className="flex flex-wrap items-end gap-2 border-line border-b px-4 py-3">
        {(["from", "to"] as const).map((end) => (
          <div key={end} className="flex items-center gap-2">
            <Label htmlFor={`statement-${end}`}>{words(end)}</Label>
            <Input
              id={`statement-${end}`}
              type="date"
              name={end}
              defaultValue={period[end]}
              className="w-40!"
            />
          </div>
        ))}
        <Button type="submit">{words("show")}</Button>
      </form>
      {badPeriod ? (
        <Notice tone="waiting" className="m-3">
          {words("badPeriod")}
        </Notice>
      ) : null}
      <Table aria-label={words("statement")}>
        <TableHead>
          <tr>
            <TableHeader>{`${column("at")} (${timeZone})`}</TableHeader>
            <TableHeader>{column("what")}</TableHeader>
            <TableHeader>{column("part")}</TableHeader>
            <TableHeader align="right">{column("debit")}</TableHeader>
            <TableHeader align="right">{column("credit")}</TableHeader>
            <TableHeader align="right">{column("balance")}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {skip === 0 ? <SumRow label={column("opening")} balance={money(opening)} /> : null}
          {lines.map((line) => (
            <LineRow key={line.sequence} reader={reader} line={line} money={money} wallet={wallet} />
          ))}
          {count === 0 ? (
            <tr>
              <td colSpan={6} className="px-4 py-3 text-ink-3">
                {words("noEntries")}
              </td>
            </tr>
          ) : null}
          {more ? null : (
            <SumRow
              label={column("closing")}
              debit={money(debits)}
              credit={money(credits)}
              balance={money(closing)}
            />
          )}
        </TableBody>
      </Table>
      {skip > 0 || more ? (
        <div className="flex justify-end gap-2 border-line border-t px-4 py-2">
          {skip > 0 ? (
            <Button asChild size="sm">
              <Link href={page(Math.max(0, skip - statementLines))}>{words("earlier")}</Link>
            </Button>
          ) : null}
          {more ? (
            <Button asChild size="sm">
              <Link href={page(skip + statementLines)}>{words("later")}</Link>
            </Button>
          ) : null}
        </div>
      ) : null}
    </Card>
  );
}

type LineRowProps = {
  reader: Reader;
  line: StatementLine;
  wallet: Statement["wallet"];
  money: (amount: string) => ReactNode;
};

function LineRow({ reader, line, money, wallet }: LineRowProps) {
  const what = kindLabel(reader, line.kind);
  return (
    <TableRow>
      <TableCell className="whitespace-nowrap text-ink-2">
        <Time value={line.at} style="minute" />
      </TableCell>
      <TableCell className="max-w-56">
        {may(reader.caller, "billing.ledger.read", wallet.path) ? (
          <Link
            href={reader.href(`billing/ledger-transactions/${line.transactionId}`)}
            className="text-accent hover:underline"
          >
            {what}
          </Link>
        ) : (
          what
        )}
        {line.note ? (
          <span className="block truncate text-ink-3 text-xs" title={line.note}>
            {line.note}
          </span>
        ) : null}
      </TableCell>
      <TableCell className="whitespace-nowrap">{partLabel(reader, line.part)}</TableCell>
      <TableCell align="right">{line.debit ? money(line.debit) : null}</TableCell>
      <TableCell align="right">{line.credit ? money(line.credit) : null}</TableCell>
      <TableCell align="right">{money(line.balance)}</TableCell>
    </TableRow>
  );
}

function SumRow({
  label,
  debit,
  credit,
  balance,
}: {
  label: string;
  debit?: ReactNode;
  credit?: ReactNode;
  balance: ReactNode;
}) {
  return (
    <TableRow className="bg-sunken font-medium">
      <TableCell />
      <TableCell colSpan={2}>{label}</TableCell>
      <TableCell align="right">{debit}</TableCell>
      <TableCell align="right">{credit}</TableCell>
      <TableCell align="right">{balance}</TableCell>
    </TableRow>
  );
}
