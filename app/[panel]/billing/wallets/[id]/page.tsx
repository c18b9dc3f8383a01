import { askedPeriod } from "@/components/console/billing/asked-period";
import { WalletHolds } from "@/components/console/billing/wallet-holds";
import { walletOffers } from "@/components/console/billing/wallet-offers";
import { WalletParts } from "@/components/console/billing/wallet-parts";
import { statementLines, WalletStatement } from "@/components/console/billing/wallet-statement";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { type Related, RelatedLists } from "@/components/console/related-lists";
import type { SearchParams } from "@/components/console/resource-page";
import { SecureLink } from "@/components/console/secure-link";
import { stateOptions } from "@/components/console/state-options";
import { Notice } from "@/components/ui/notice";
import { readWallet } from "@/lib/billing/wallets/read";
import { wallets } from "@/lib/billing/wallets/resource";
import { walletStatement } from "@/lib/billing/wallets/statement";
import { may } from "@/lib/core/caller";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";

export const generateMetadata = titled("billing.resources.wallets.one");

const shown = ["cash", "voucher", "credit", "creditLimit", "held", "available", "createdAt"];

/** What hangs on a wallet. */
const related: Related[] = [
  ["top-ups", ["number", "state", "amount", "channel", "paidWith", "createdAt"]],
  ["orders", ["number", "state", "total", "createdAt"]],
  ["vouchers", ["number", "state", "amount", "expiresAt"]],
  ["auto-recharges", ["state", "threshold", "amount"]],
];

export default async function WalletPage({
  params,
  searchParams,
}: RecordPageProps & { searchParams: SearchParams }) {
  const [reader, { id }, query] = await Promise.all([
    readerWith(params, wallets.permission),
    params,
    searchParams,
  ]);
  const { caller, t, href } = reader;
  const [wallet, values] = await orNotFound(
    Promise.all([readWallet(id, caller), record(wallets, id, caller)]),
  );
  const { period, skip, bad } = await askedPeriod(query, wallet.organizationId);
  const statement = await walletStatement(id, period, caller, { most: statementLines, skip });
  const owner = wallet.customerName ?? wallet.organizationName;
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, wallets, { label: `${owner} · ${wallet.currency}` })}
      title={`${owner} · ${wallet.currency}`}
      number={wallet.number}
      state={{ value: wallet.state, options: stateOptions(reader, wallets) }}
      notice={
        wallet.state === "frozen" ? (
          <Notice tone="danger" title={t("billing.pages.wallets.frozen")}>
            {wallet.frozenReason}
          </Notice>
        ) : null
      }
      links={<SecureLink reader={reader} targetType="wallets" targetId={id} path={wallet.path} />}
      actions={walletOffers(reader, wallet)}
      factsTitle={t("billing.pages.wallets.facts")}
      facts={[
        ...factsOf(describeResource(wallets, caller, t, reader.panel), values, ["name", "organization"], {
          hrefs: {
            name:
              wallet.customerId && may(caller, "customers.customers.read", wallet.path)
                ? href(`customers/customers/${wallet.customerId}`)
                : undefined,
            organization: may(caller, "customers.organizations.read", wallet.path)
              ? href(`customers/organizations/${wallet.organizationId}`)
              : undefined,
          },
        }).filter((fact) => wallet.customerId !== null || fact.key !== "name"),
        ...factsOf(describeResource(wallets, caller, t, reader.panel), values, shown),
      ]}
      target={{ type: "wallets", id }}
    >
      <WalletParts reader={reader} wallet={wallet} />
      <WalletHolds reader={reader} wallet={wallet} />
      <WalletStatement
        reader={reader}
        statement={statement}
        path={href(`billing/wallets/${id}`)}
        skip={skip}
        badPeriod={bad}
      />
      <RelatedLists reader={reader} filters={{ walletId: id }} lists={related} />
    </RecordPage>
  );
}
