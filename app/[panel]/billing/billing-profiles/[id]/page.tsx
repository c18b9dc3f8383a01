import { FilePlus } from "lucide-react";
import { itemFieldChanges } from "@/components/console/bills/fields";
import { offer } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { EditLink } from "@/components/console/edit-link";
import { factsOf } from "@/components/console/facts";
import { mayRead } from "@/components/console/figures";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { stateOptions } from "@/components/console/state-options";
import { CommandButton } from "@/components/form/command-button";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { addBillItem } from "@/lib/billing/bill-items/add";
import { billItems } from "@/lib/billing/bill-items/resource";
import { readBillingProfile } from "@/lib/billing/billing-profiles/read";
import { billingProfiles } from "@/lib/billing/billing-profiles/resource";
import { bills } from "@/lib/billing/bills/resource";
import { may } from "@/lib/core/caller";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { contains } from "@/lib/core/scope";
import { resources } from "@/lib/registry";

export const generateMetadata = titled("billing.resources.billing-profiles.one");

const shown = [
  "organization",
  "mode",
  "currency",
  "periodMonths",
  "termsDays",
  "taxRate",
  "discountRate",
  "autoPay",
  "email",
  "legalName",
  "taxId",
  "address",
  "suspendedAt",
  "createdAt",
  "updatedAt",
];

export default async function BillingProfilePage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, billingProfiles.permission), params]);
  const { caller, t, href } = reader;
  const [profile, values] = await orNotFound(
    Promise.all([readBillingProfile(id, caller), record(billingProfiles, id, caller)]),
  );
  const description = describeResource(billingProfiles, caller, t, reader.panel);
  const { customerId, organizationId, currency, issuerPath } = profile;
  const writes = contains(caller.scope, issuerPath) && may(caller, "billing.bills.write", issuerPath);
  const owner: Record<string, string> = customerId ? { customerId } : { organizationId };
  const add = writes
    ? offer(
        reader,
        addBillItem,
        {
          icon: "plus",
          ask: ["kind", "description", "unitPrice", "quantity", "occurredAt"],
          changes: { ...itemFieldChanges([currency]), kind: { placeholder: undefined } },
          defaults: { ...owner, kind: "fee", unitPrice: { amount: "", currency } },
        },
        issuerPath,
      )
    : null;
  const organizations = resources.get("organizations");
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, billingProfiles, { label: profile.owner })}
      title={profile.owner}
      number={currency}
      state={{
        value: profile.suspendedAt ? "suspended" : "good",
        options: stateOptions(reader, billingProfiles, "standing"),
      }}
      links={
        writes ? (
          <>
            <Button asChild>
              <Link href={href(`billing/bills/new?${new URLSearchParams({ ...owner, currency })}`)}>
                <FilePlus aria-hidden />
                {t("billing.commands.bills.generate.label")}
              </Link>
            </Button>
            <EditLink reader={reader} href={href(`billing/billing-profiles/${id}/edit`)} />
          </>
        ) : null
      }
      notice={
        profile.suspendedAt ? (
          <Notice tone="danger" title={t("billing.pages.profiles.suspended")}>
            {t("billing.pages.profiles.suspendedText")}
          </Notice>
        ) : null
      }
      factsTitle={t("billing.pages.profiles.facts")}
      facts={factsOf(description, values, shown, {
        hrefs: {
          organization: mayRead(organizations, reader)
            ? href(`customers/organizations/${organizationId}`)
            : undefined,
        },
      })}
      target={{ type: "billing-profiles", id }}
    >
      <RelatedList
        reader={reader}
        resource={billItems}
        filters={{ ...owner, waiting: "true", currency }}
        columns={["description", "kind", "quantity", "amount", "occurredAt"]}
        title={t("billing.pages.profiles.waiting")}
        path="billing/bills/items"
        actions={add ? <CommandButton spec={add} look="ghost" size="sm" /> : null}
      />
      <RelatedList
        reader={reader}
        resource={bills}
        filters={{ ...owner, currency }}
        columns={["number", "kind", "state", "period", "total", "due", "dueAt"]}
        title={t("billing.pages.profiles.bills")}
      />
    </RecordPage>
  );
}
