import { ClientMessages } from "@/components/client-messages";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { AddMethod } from "@/components/console/payments/add-method";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { paymentMethods } from "@/lib/billing/payment-methods/resource";
import { paysOnline } from "@/lib/commerce/providers/current";
import { may } from "@/lib/core/caller";

export const generateMetadata = titled("billing.resources.payment-methods.label");

const words = "billing.commands.payment-methods.add";

export default async function PaymentMethodsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, paymentMethods.permission);
  const { caller, t } = reader;
  const add =
    may(caller, "billing.payment-methods.write") && paysOnline() ? (
      <ClientMessages>
        <AddMethod
          spec={{
            command: "payment-methods.add",
            label: t(`${words}.label`),
            title: t(`${words}.title`),
            description: t(`${words}.description`),
            submitLabel: t(`${words}.submitLabel`),
            fields: [
              {
                name: "organizationId",
                label: t(`${words}.fields.organizationId`),
                kind: "reference",
                resource: "organizations",
                required: true,
              },
              {
                name: "customerId",
                label: t(`${words}.fields.customerId`),
                kind: "reference",
                resource: "customers",
                help: t(`${words}.help.customerId`),
              },
            ],
          }}
        />
      </ClientMessages>
    ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={paymentMethods}
      searchParams={searchParams}
      description={paysOnline() ? undefined : t("billing.pages.payment-methods.notSetUp")}
      actions={add}
      emptyDescription={t("billing.pages.payment-methods.empty")}
    />
  );
}
