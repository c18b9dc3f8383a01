import { notFound } from "next/navigation";
import { ruleFieldChanges } from "@/components/console/auto-recharges/fields";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { offeredCurrencies } from "@/components/console/top-ups/fields";
import { createAutoRecharge } from "@/lib/billing/auto-recharges/create";
import { autoRecharges } from "@/lib/billing/auto-recharges/resource";

export const generateMetadata = titled("billing.commands.auto-recharges.create.title");

export default async function NewAutoRechargePage({ params, searchParams }: ListPageProps) {
  const [reader, { walletId }] = await Promise.all([
    readerWith(params, createAutoRecharge.permission),
    searchParams,
  ]);
  const spec = offer(reader, createAutoRecharge, {
    ask: ["walletId", "paymentMethodId", "threshold", "amount", "monthlyLimit"],
    changes: ruleFieldChanges(await offeredCurrencies(reader.caller)),
    defaults: typeof walletId === "string" ? { walletId } : {},
    doneHref: reader.href("billing/auto-recharges/:autoRechargeId"),
  });
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, autoRecharges, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, autoRecharges)}
    />
  );
}
