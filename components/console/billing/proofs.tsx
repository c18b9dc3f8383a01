import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { LedgerFault } from "@/lib/billing/ledger/checks";
import { reconcileLedger } from "@/lib/billing/ledger/reconcile";
import { ledgerReconciliations } from "@/lib/billing/ledger/reconciliations";
import { asRecords, list } from "@/lib/core/resource/list";
import { offer } from "../command-offer";
import { mayRead } from "../figures";
import type { Reader } from "../reader";
import { Refresh } from "../refresh";
import { RelatedList } from "../related-list";
import { RunButton } from "../run-button";

/** How the newest proofs of the whole ledger ended, what differs, and the way to prove it now. */
export async function Proofs({ reader }: { reader: Reader }) {
  if (!mayRead(ledgerReconciliations, reader)) return null;
  const { caller, t } = reader;
  const [newest] = asRecords(
    await list(ledgerReconciliations, { filters: {}, columns: ["state", "faults"], limit: 1 }, caller),
  );
  const faults = (newest?.faults ?? []) as unknown as LedgerFault[];
  const spec = offer(reader, reconcileLedger, { icon: "shield-check" });
  return (
    <>
      {newest?.state === "running" ? <Refresh seconds={3} /> : null}
      <RelatedList
        reader={reader}
        resource={ledgerReconciliations}
        filters={{}}
        columns={[
          "startedAt",
          "state",
          "faultCount",
          "entries",
          "accounts",
          "wallets",
          "holds",
          "requestedBy",
        ]}
        title={t("billing.pages.trial.proofs")}
        actions={spec ? <RunButton spec={spec} size="sm" /> : null}
      />
      {faults.length > 0 ? <Faults reader={reader} faults={faults} /> : null}
    </>
  );
}

const pages: Partial<Record<LedgerFault["check"], string>> = {
  zero_sum: "billing/ledger-transactions",
  wallet: "billing/wallets",
};

function Faults({ reader: { t, href }, faults }: { reader: Reader; faults: LedgerFault[] }) {
  const words = (key: string) => t(`billing.pages.trial.${key}`);
  return (
    <Card flush title={words("faults")}>
      <Notice tone="danger" className="m-3" live>
        {t("billing.inbox.ledger_different", { count: faults.length })}
      </Notice>
      <Table aria-label={words("faults")}>
        <TableHead>
          <tr>
            <TableHeader>{words("check")}</TableHeader>
            <TableHeader>{words("which")}</TableHeader>
            <TableHeader align="right">{words("expected")}</TableHeader>
            <TableHeader align="right">{words("found")}</TableHeader>
          </tr>
        </TableHead>
        <TableBody>
          {faults.map((fault) => {
            const page = pages[fault.check];
            return (
              <TableRow key={`${fault.check}${fault.id}`}>
                <TableCell>{words(`checks.${fault.check}`)}</TableCell>
                <TableCell className="font-mono text-xs">
                  {page ? (
                    <Link href={href(`${page}/${fault.id}`)} className="text-accent hover:underline">
                      {fault.id}
                    </Link>
                  ) : (
                    fault.id
                  )}
                </TableCell>
                <TableCell align="right">{fault.expected}</TableCell>
                <TableCell align="right">{fault.found}</TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </Card>
  );
}
