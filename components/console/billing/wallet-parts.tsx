import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { WalletPartRecord, WalletRecord } from "@/lib/billing/wallets/read";
import { resources } from "@/lib/registry";
import { mayRead } from "../figures";
import type { Reader } from "../reader";
import { partLabel } from "./words";

/** What a wallet has, part by part, in the order it is spent. */
export function WalletParts({ reader, wallet }: { reader: Reader; wallet: WalletRecord }) {
  const { t } = reader;
  const words = (key: string) => t(`billing.pages.wallets.${key}`);
  return (
    <Card
      flush
      title={
        <>
          {words("parts")} <span className="font-normal text-ink-3 text-sm">{words("partsOrder")}</span>
        </>
      }
    >
      <Table aria-label={words("parts")}>
        <TableHead>
          <tr>
            <TableHeader>{words("part")}</TableHeader>
            <TableHeader>{words("expires")}</TableHeader>
            <TableHeader align="right">{words("balance")}</TableHeader>
            <TableHeader align="right">{words("held")}</TableHeader>
            <TableHeader align="right">{words("free")}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {wallet.parts.map((part) => (
            <TableRow key={part.accountId} className={part.closed ? "text-ink-3" : undefined}>
              <TableCell>
                <PartName reader={reader} part={part} />
              </TableCell>
              <TableCell className="whitespace-nowrap">
                {part.closed ? words("over") : part.expiresAt ? <Time value={part.expiresAt} /> : null}
              </TableCell>
              <TableCell align="right">
                <Money value={part.balance} />
              </TableCell>
              <TableCell align="right">
                {part.held.amount === "0" ? null : <Money value={part.held} />}
              </TableCell>
              <TableCell align="right">
                <Money value={part.free} className={part.closed ? undefined : "font-medium"} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function PartName({ reader, part }: { reader: Reader; part: WalletPartRecord }) {
  const { t, href } = reader;
  const { voucher } = part;
  if (part.kind === "wallet_credit" && part.creditLimit.amount !== "0")
    return (
      <>
        {partLabel(reader, part.kind)}{" "}
        <span className="text-ink-3">
          {t("billing.resources.wallets.columns.creditLimit")} <Money value={part.creditLimit} />
        </span>
      </>
    );
  if (!voucher) return <>{partLabel(reader, part.kind)}</>;
  const resource = resources.get("vouchers");
  const name = `${voucher.name || partLabel(reader, part.kind)} · ${voucher.number}`;
  return mayRead(resource, reader) && resource.page ? (
    <Link href={href(resource.page.replace(":id", voucher.id))} className="text-accent hover:underline">
      {name}
    </Link>
  ) : (
    name
  );
}
