import { Download } from "lucide-react";
import { Proofs } from "@/components/console/billing/proofs";
import { TrialBalanceForm } from "@/components/console/billing/trial-balance-form";
import { TrialBalanceTable } from "@/components/console/billing/trial-balance-table";
import { trialWish } from "@/components/console/billing/trial-wish";
import { pageCrumbs } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { PageHeader } from "@/components/shell/page-header";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Notice } from "@/components/ui/notice";
import { exportTrialBalance } from "@/lib/billing/ledger/export-trial-balance";
import { currenciesPosted, trialBalance } from "@/lib/billing/ledger/trial-balance";
import { may } from "@/lib/core/caller";

export const generateMetadata = titled("billing.pages.trial.title");

export default async function TrialBalancePage({ params, searchParams }: ListPageProps) {
  const [reader, query] = await Promise.all([readerWith(params, "billing.ledger.read"), searchParams]);
  const { caller, t, href } = reader;
  const { wish, bad } = trialWish(query);
  const [balance, currencies] = await Promise.all([
    orNotFound(trialBalance(wish, caller)),
    currenciesPosted(),
  ]);
  const words = (key: string, values = {}) => t(`billing.pages.trial.${key}`, values);
  const wrong = balance.totals.filter((total) => total.difference !== "0").map((total) => total.currency);
  const file = new URLSearchParams({
    organizationId: balance.place.organizationId,
    ...(wish.currency ? { currency: wish.currency } : {}),
    ...(wish.at ? { at: wish.at.toISOString() } : {}),
  });
  const title = words("title");
  return (
    <>
      <PageHeader
        title={title}
        description={words("description")}
        crumbs={pageCrumbs(reader, "billing", title)}
        actions={
          may(caller, exportTrialBalance.permission ?? "", balance.place.path) ? (
            <Button asChild>
              <a href={`/api/billing/trial-balance?${file}`} download>
                <Download aria-hidden />
                {t("billing.commands.ledger.export-trial-balance.label")}
              </a>
            </Button>
          ) : null
        }
      />
      <TrialBalanceForm
        key={file.toString()}
        path={href("billing/trial-balance")}
        organization={{ value: balance.place.organizationId, label: balance.place.name }}
        currency={wish.currency ?? ""}
        currencies={currencies}
        at={wish.at?.toISOString() ?? ""}
        words={{
          organization: words("organization"),
          currency: words("currency"),
          allCurrencies: words("allCurrencies"),
          at: words("at"),
          show: words("show"),
        }}
      />
      <div className="flex flex-col gap-4">
        {bad ? <Notice tone="waiting">{words("badTime")}</Notice> : null}
        {balance.totals.length === 0 ? (
          <EmptyState title={words("empty")} />
        ) : (
          <Notice tone={wrong.length > 0 ? "danger" : "done"}>
            {wrong.length > 0 ? words("unbalanced", { currencies: wrong.join(", ") }) : words("balanced")}
          </Notice>
        )}
        <TrialBalanceTable reader={reader} balance={balance} />
        <Proofs reader={reader} />
      </div>
    </>
  );
}
