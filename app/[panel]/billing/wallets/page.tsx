import { offer } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { offeredCurrencies } from "@/components/console/top-ups/fields";
import { CommandButton } from "@/components/form/command-button";
import { openWallet } from "@/lib/billing/wallets/open-wallet";
import { wallets } from "@/lib/billing/wallets/resource";

export const generateMetadata = titled("billing.resources.wallets.label");

export default async function WalletsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, wallets.permission);
  const currencies = await offeredCurrencies(reader.caller);
  const open = offer(reader, openWallet, {
    icon: "plus",
    ask: ["customerId", "currency"],
    changes: {
      currency: { kind: "select", options: currencies.map((value) => ({ value, label: value })) },
    },
    defaults: { currency: currencies[0] },
    doneHref: reader.href("billing/wallets/:walletId"),
  });
  const button = open ? <CommandButton spec={open} look="primary" /> : null;
  return (
    <ResourcePage
      reader={reader}
      resource={wallets}
      searchParams={searchParams}
      actions={button}
      emptyAction={button}
    />
  );
}
