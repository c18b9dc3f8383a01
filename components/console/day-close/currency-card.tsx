import { getLocale } from "next-intl/server";
import { Card } from "@/components/ui/card";
import { type Fact, Facts } from "@/components/ui/facts";
import type { CurrencyClose } from "@/lib/billing/day-close/read";
import type { Money } from "@/lib/core/money";
import type { Reader } from "../reader";
import { Channels } from "./channels";
import { FigureLink } from "./figure-link";
import { Proof } from "./proof";

/** Which account a figure is the balance or the movement of. */
const accounts: Record<string, string> = {
  cash: "wallet_cash",
  vouchers: "wallet_voucher",
  creditUsed: "wallet_credit",
  revenue: "revenue",
  tax: "tax",
  fees: "provider_fees",
  voucherCost: "voucher_cost",
  adjustments: "adjustments",
  suspense: "suspense",
  disputes: "disputes",
  receivable: "receivable",
};

/** One currency's close: channels, wallets, what was earned, what is open, and the proof. */
export async function CurrencyCard({
  reader,
  close,
  days,
}: {
  reader: Reader;
  close: CurrencyClose;
  /** The period as a filter of time: a day, or two with dots between. */
  days: string;
}) {
  const { t } = reader;
  const { currency } = close;
  const locale = await getLocale();
  const until = `..${days.split("..").at(-1)}`;
  const facts = (part: string, figures: Record<string, Money>, createdAt: string): Fact[] =>
    Object.entries(figures).map(([figure, amount]) => ({
      label: t(`billing.dayClose.${part}Figures.${figure}`),
      value: (
        <FigureLink
          reader={reader}
          amount={amount}
          filters={accounts[figure] ? { account: accounts[figure], currency, createdAt } : undefined}
        />
      ),
    }));
  return (
    <Card
      flush
      title={currency}
      description={new Intl.DisplayNames(locale, { type: "currency" }).of(currency)}
    >
      {close.channels.length > 0 ? <Channels reader={reader} close={close} days={days} /> : null}
      <div className="grid gap-x-8 gap-y-5 border-line border-t p-4 first:border-t-0 lg:grid-cols-3">
        <Part title={t("billing.dayClose.wallets")} facts={facts("wallets", close.wallets, until)} />
        <Part title={t("billing.dayClose.earned")} facts={facts("earned", close.earned, days)} />
        <Part title={t("billing.dayClose.open")} facts={facts("open", close.open, until)} />
      </div>
      <div className="px-4 pb-4">
        <Proof reader={reader} close={close} />
      </div>
    </Card>
  );
}

function Part({ title, facts }: { title: string; facts: Fact[] }) {
  return (
    <section>
      <h3 className="mb-2 font-medium text-sm">{title}</h3>
      <Facts facts={facts} columns={2} />
    </section>
  );
}
