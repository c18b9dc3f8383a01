import { ruleFieldChanges } from "@/components/console/auto-recharges/fields";
import { EditPage } from "@/components/console/edit-page";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { autoRecharges } from "@/lib/billing/auto-recharges/resource";
import { updateAutoRecharge } from "@/lib/billing/auto-recharges/update";
import { record } from "@/lib/core/resource/list";

export const generateMetadata = titled("billing.commands.auto-recharges.update.title");

export default async function EditAutoRechargePage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, autoRecharges.permission), params]);
  const rule = await orNotFound(record(autoRecharges, id, reader.caller));
  const { currency } = rule.amount as { currency: string };
  return (
    <EditPage
      reader={reader}
      resource={autoRecharges}
      of={{ label: String(rule.wallet), href: reader.href(`billing/auto-recharges/${id}`) }}
      command={updateAutoRecharge}
      form={{
        ask: ["paymentMethodId", "threshold", "amount", "monthlyLimit"],
        changes: {
          ...ruleFieldChanges([currency]),
          paymentMethodId: {
            required: true,
            referenceTitles: { [String(rule.paymentMethodId)]: String(rule.method) },
          },
        },
        defaults: {
          autoRechargeId: id,
          version: rule.version,
          paymentMethodId: rule.paymentMethodId,
          threshold: rule.threshold,
          amount: rule.amount,
          monthlyLimit: rule.monthlyLimit,
        },
      }}
    />
  );
}
