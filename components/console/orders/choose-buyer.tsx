"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ReferenceInput } from "@/components/form/reference-input";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";

/** Who buys: the first thing a new order asks for. The answer stands in the address. */
export function ChooseBuyer({ pageHref, customers }: { pageHref: string; customers: boolean }) {
  const t = useTranslations("commerce.pages.orders");
  const router = useRouter();
  const choices = [
    ...(customers ? [{ param: "customerId", resource: "customers", label: t("buyerCustomer") }] : []),
    { param: "organizationId", resource: "organizations", label: t("buyerOrganization") },
  ];
  return (
    <Card title={t("whoBuys")} description={t("chooseBuyer")} className="max-w-3xl">
      <div className="grid gap-4 sm:grid-cols-2">
        {choices.map(({ param, resource, label }) => (
          <Field key={param} label={label}>
            {(control) => (
              <ReferenceInput
                control={control}
                field={{ name: param, label, kind: "reference", resource }}
                value=""
                onChange={(id) => {
                  if (id) router.push(`${pageHref}?${param}=${id}`);
                }}
              />
            )}
          </Field>
        ))}
      </div>
    </Card>
  );
}
