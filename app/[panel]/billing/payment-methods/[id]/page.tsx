import { offer, offered } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import { commandsFrom } from "@/components/console/moves";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { Badge } from "@/components/ui/badge";
import { detachMethod } from "@/lib/billing/payment-methods/detach";
import { paymentMethodMachine } from "@/lib/billing/payment-methods/machine";
import { preferMethod } from "@/lib/billing/payment-methods/prefer";
import { paymentMethods } from "@/lib/billing/payment-methods/resource";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";

export const generateMetadata = titled("billing.resources.payment-methods.one");

const shown = [
  "kind",
  "expires",
  "customer",
  "organization",
  "provider",
  "providerRef",
  "createdAt",
  "updatedAt",
];

export default async function PaymentMethodPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, paymentMethods.permission), params]);
  const { caller, t, href } = reader;
  const method = await orNotFound(record(paymentMethods, id, caller));
  const description = describeResource(paymentMethods, caller, t, reader.panel);
  const state = String(method.state) as keyof typeof paymentMethodMachine.states;
  const label = String(method.label);
  const defaults = { paymentMethodId: id };
  const owner: Record<string, string> = method.customerId
    ? { customerId: String(method.customerId) }
    : { organizationId: String(method.organizationId) };
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, paymentMethods, { label })}
      title={label}
      number={String(method.providerRef)}
      state={{ value: state, options: stateOptions(reader, paymentMethods) }}
      beside={
        method.preferred ? <Badge tone="done">{t("billing.pages.payment-methods.preferred")}</Badge> : null
      }
      actions={offered([
        state === "active" && !method.preferred
          ? offer(reader, preferMethod, { icon: "star", defaults })
          : null,
        commandsFrom(paymentMethodMachine, state).has(detachMethod.name)
          ? offer(reader, detachMethod, { icon: "trash-2", danger: true, ask: ["reason"], defaults })
          : null,
      ])}
      primaryAction={false}
      factsTitle={t("billing.pages.payment-methods.facts")}
      facts={factsOf(description, method, shown, {
        hrefs: {
          customer: method.customerId ? href(`customers/customers/${method.customerId}`) : undefined,
          organization: href(`customers/organizations/${method.organizationId}`),
        },
      })}
      target={{ type: "payment-methods", id }}
    >
      <RelatedList
        reader={reader}
        resource={paymentMethods}
        filters={owner}
        columns={["label", "kind", "state", "preferred", "createdAt"]}
        title={t("billing.pages.payment-methods.siblings")}
      />
    </RecordPage>
  );
}
