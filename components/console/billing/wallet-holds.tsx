import { CommandButton } from "@/components/form/command-button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { captureHold } from "@/lib/billing/wallets/capture";
import { walletHolds } from "@/lib/billing/wallets/holds";
import type { WalletRecord } from "@/lib/billing/wallets/read";
import { releaseHold } from "@/lib/billing/wallets/release";
import { columnLabel } from "@/lib/core/resource/describe";
import type { MoneyValue } from "@/lib/core/resource/description";
import { asRecords, list } from "@/lib/core/resource/list";
import { offer, offered } from "../command-offer";
import { listHref } from "../figures";
import type { Reader } from "../reader";
import { TargetLink } from "../target-link";

const shown = 20;

/** What is held of a wallet now, each with what may be done with it. */
export async function WalletHolds({ reader, wallet }: { reader: Reader; wallet: WalletRecord }) {
  const { caller, t } = reader;
  const filters = { walletId: wallet.id };
  const columns = ["open", "reason", "reference", "referenceId", "expiresAt", "createdAt"];
  const page = await list(
    walletHolds,
    { filters: { ...filters, state: "active" }, columns, limit: shown },
    caller,
  );
  const label = (key: string) => columnLabel(walletHolds, key, t);
  return (
    <Card
      flush
      title={t("billing.pages.wallets.holds")}
      actions={
        <Link
          href={listHref(reader, "billing/wallet-holds", filters)}
          className="text-accent text-sm hover:underline"
        >
          {t("core.console.list.showAll")}
        </Link>
      }
    >
      {page.rows.length === 0 ? (
        <p className="px-4 py-3 text-ink-3 text-sm">{t("billing.pages.wallets.noHolds")}</p>
      ) : (
        <Table aria-label={t("billing.pages.wallets.holds")}>
          <TableHead>
            <tr>
              <TableHeader align="right">{label("open")}</TableHeader>
              <TableHeader>{label("reason")}</TableHeader>
              <TableHeader>{label("createdAt")}</TableHeader>
              <TableHeader>{label("expiresAt")}</TableHeader>
              <TableHeader>
                <span className="sr-only">{t("core.record.actions")}</span>
              </TableHeader>
            </tr>
          </TableHead>
          <TableBody>
            {asRecords(page).map((hold) => (
              <TableRow key={String(hold.id)}>
                <TableCell align="right">
                  <Money value={hold.open as MoneyValue} />
                </TableCell>
                <TableCell className="max-w-72 truncate">
                  {typeof hold.reference === "string" && typeof hold.referenceId === "string" ? (
                    <TargetLink
                      reader={reader}
                      target={{
                        type: hold.reference,
                        id: hold.referenceId,
                        label: String(hold.reason ?? hold.reference),
                      }}
                    />
                  ) : (
                    String(hold.reason ?? "")
                  )}
                </TableCell>
                <TableCell className="whitespace-nowrap">
                  <Time value={String(hold.createdAt)} />
                </TableCell>
                <TableCell className="whitespace-nowrap">
                  {hold.expiresAt ? <Time value={String(hold.expiresAt)} /> : null}
                </TableCell>
                <TableCell align="right">
                  <span className="flex justify-end gap-1">
                    {/* Holds of a record end with it. */}
                    {hold.reference === null
                      ? holdOffers(reader, wallet, String(hold.id), hold.open as MoneyValue).map((spec) => (
                          <CommandButton key={spec.command} spec={spec} look="ghost" size="sm" />
                        ))
                      : null}
                  </span>
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}

function holdOffers(reader: Reader, wallet: WalletRecord, holdId: string, open: MoneyValue) {
  const about = {
    ask: ["amount", "reason"],
    changes: { amount: { kind: "money" as const, currencies: [wallet.currency], max: Number(open.amount) } },
    defaults: { holdId, amount: open },
  };
  return offered([
    wallet.state === "active" ? offer(reader, captureHold, about, wallet.path) : null,
    offer(reader, releaseHold, about, wallet.path),
  ]);
}
