import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { TrialBalance, TrialBalanceLine } from "@/lib/billing/ledger/trial-balance";
import { channelName } from "../day-close/channels";
import type { Reader } from "../reader";
import { accountLabel } from "./words";

/** Every kind of account with its balance on the side it stands on, and for each currency the proof that both sides agree. */
export function TrialBalanceTable({ reader, balance }: { reader: Reader; balance: TrialBalance }) {
  return balance.totals.map((total) => (
    <CurrencyTable
      key={total.currency}
      reader={reader}
      total={total}
      lines={balance.lines.filter((line) => line.currency === total.currency)}
    />
  ));
}

type CurrencyTableProps = {
  reader: Reader;
  total: TrialBalance["totals"][number];
  lines: TrialBalanceLine[];
};

function CurrencyTable({ reader: { t, ...reader }, total, lines }: CurrencyTableProps) {
  const words = (key: string) => t(`billing.trialBalance.${key}`);
  const { currency, difference } = total;
  const even = difference === "0";
  const money = (amount: string) => (amount === "0" ? null : <Money value={{ amount, currency }} />);
  return (
    <Card
      flush
      title={currency}
      actions={
        <Badge tone={even ? "done" : "danger"}>
          {t("billing.pages.trial.difference")} <Money value={{ amount: difference, currency }} />
        </Badge>
      }
    >
      <Table aria-label={currency}>
        <TableHead>
          <tr>
            <TableHeader>{words("account")}</TableHeader>
            <TableHeader>{words("channel")}</TableHeader>
            <TableHeader align="right">{words("accounts")}</TableHeader>
            <TableHeader align="right">{words("debit")}</TableHeader>
            <TableHeader align="right">{words("credit")}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {lines.map((line) => (
            <TableRow key={`${line.kind}${line.channel}`}>
              <TableCell className="whitespace-nowrap">{accountLabel({ t, ...reader }, line.kind)}</TableCell>
              <TableCell>{line.channel ? channelName({ t, ...reader }, line.channel) : null}</TableCell>
              <TableCell align="right">
                <NumberText value={line.accounts} />
              </TableCell>
              <TableCell align="right">{money(line.debit)}</TableCell>
              <TableCell align="right">{money(line.credit)}</TableCell>
            </TableRow>
          ))}
          <TableRow className="bg-sunken font-medium">
            <TableCell colSpan={3}>{words("total")}</TableCell>
            <TableCell align="right">
              <Money value={{ amount: total.debit, currency }} />
            </TableCell>
            <TableCell align="right">
              <Money value={{ amount: total.credit, currency }} />
            </TableCell>
          </TableRow>
        </TableBody>
      </Table>
    </Card>
  );
}
