import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { walletHolds } from "@/lib/billing/wallets/holds";

export const generateMetadata = titled("billing.resources.wallet-holds.label");

export default async function WalletHoldsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, walletHolds.permission);
  return <ResourcePage reader={reader} resource={walletHolds} searchParams={searchParams} />;
}
