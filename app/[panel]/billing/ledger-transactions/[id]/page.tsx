import { TransactionEntries } from "@/components/console/billing/transaction-entries";
import { kindLabel } from "@/components/console/billing/words";
import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import type { Fact } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { TargetLink } from "@/components/console/target-link";
import { CopyableId } from "@/components/ui/copyable-id";
import { Notice } from "@/components/ui/notice";
import { Time } from "@/components/ui/time";
import { readLedgerTransaction } from "@/lib/billing/ledger/read";
import { referenceLabel } from "@/lib/billing/ledger/references";
import { ledgerTransactions } from "@/lib/billing/ledger/transactions";
import { adjustWallet } from "@/lib/billing/wallets/adjust";
import { resources } from "@/lib/registry";

export const generateMetadata = titled("billing.resources.ledger-transactions.one");

export default async function LedgerTransactionPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, ledgerTransactions.permission), params]);
  const { caller, t } = reader;
  const transaction = await orNotFound(readLedgerTransaction(id, caller));
  const { referenceType, referenceId, reversesId, reversedById } = transaction;
  const words = (key: string, values = {}) => t(`billing.pages.transactions.${key}`, values);
  const fact = (key: string, label: string, value: Fact["value"] | null): Fact[] =>
    value === null ? [] : [{ key, label, value }];
  const to = (type: string, target: string, label: string) => (
    <TargetLink reader={reader} target={{ type, id: target, label }} />
  );
  const owner = referenceType ? resources.get(referenceType) : undefined;
  const title = kindLabel(reader, transaction.kind);
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, ledgerTransactions, { label: title })}
      title={title}
      number={id}
      description={transaction.note ?? undefined}
      notice={
        reversedById || reversesId ? (
          <>
            {reversedById ? (
              <Notice tone="waiting" title={words("reversed")}>
                {to("ledger-transactions", reversedById, transaction.reversedByKey ?? reversedById)}
              </Notice>
            ) : null}
            {reversesId ? (
              <Notice title={words("isReversal")}>
                {to("ledger-transactions", reversesId, transaction.reversesKey ?? reversesId)}
              </Notice>
            ) : null}
          </>
        ) : null
      }
      actions={offered([
        reversedById
          ? null
          : offer(
              reader,
              adjustWallet,
              {
                icon: "undo-2",
                label: words("reverse"),
                submitLabel: t("billing.commands.wallets.adjust.submitLabel"),
                ask: ["reason"],
                defaults: { reverses: id },
              },
              transaction.path,
            ),
      ])}
      factsTitle={words("facts")}
      facts={[
        ...fact(
          "createdAt",
          t("billing.resources.ledger-transactions.columns.createdAt"),
          <Time value={transaction.createdAt.toISOString()} style="both" />,
        ),
        ...fact(
          "for",
          words("for"),
          referenceType && referenceId ? (
            <>
              {owner ? `${t(`${owner.module}.resources.${owner.name}.one`)} ` : null}
              {to(
                referenceType,
                referenceId,
                (await referenceLabel(referenceType, referenceId)) ?? referenceId,
              )}
            </>
          ) : null,
        ),
        ...fact(
          "organization",
          t("billing.resources.ledger-transactions.columns.organization"),
          to("organizations", transaction.organizationId, transaction.organizationName),
        ),
        ...fact("key", words("key"), <CopyableId id={transaction.key} full />),
      ]}
      target={{ type: "ledger-transactions", id }}
    >
      <TransactionEntries reader={reader} transaction={transaction} />
    </RecordPage>
  );
}
