import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { offer } from "@/components/console/command-offer";
import { crumbsOf } from "@/components/console/crumbs";
import { customerOffers } from "@/components/console/customers/offers";
import { RevealPhone } from "@/components/console/customers/reveal-phone";
import { EditLink } from "@/components/console/edit-link";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, type Reader, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { type Related, RelatedLists } from "@/components/console/related-lists";
import { SecureLink } from "@/components/console/secure-link";
import { RelatedTickets } from "@/components/console/support/related-tickets";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { type CustomerRecord, readCustomer } from "@/lib/customers/customers/read";
import { customers } from "@/lib/customers/customers/resource";
import { revealPhone } from "@/lib/customers/customers/reveal-phone";
import { updateCustomer } from "@/lib/customers/customers/update";

export const generateMetadata = titled("customers.resources.customers.one");

const shown = ["email", "phone", "externalRef", "locale", "note", "createdAt", "updatedAt"];

/** What hangs on a customer, in the order one asks about it; some of it only where there is any. */
const related: Related[] = [
  ["wallets", ["number", "currency", "cash", "voucher", "credit", "state"]],
  ["orders", ["number", "state", "total", "createdAt"]],
  ["top-ups", ["number", "state", "amount", "channel", "paidWith", "createdAt"]],
  [
    "auto-recharges",
    ["wallet", "state", "threshold", "amount", "method", "nextAttemptAt"],
    { hideEmpty: true },
  ],
  ["payment-methods", ["label", "kind", "state", "preferred", "expires"], { hideEmpty: true }],
  ["refunds", ["number", "state", "amount", "destination", "createdAt"]],
  ["bills", ["number", "state", "period", "total", "due", "dueAt"], { hideEmpty: true }],
  ["invoices", ["number", "state", "kind", "amount", "tax", "createdAt"], { hideEmpty: true }],
  ["vouchers", ["number", "state", "amount", "expiresAt"]],
  ["benefit-grants", ["number", "name", "state", "createdAt"]],
];

export default async function CustomerPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, customers.permission), params]);
  const { caller, t, href } = reader;
  const [customer, values] = await orNotFound(
    Promise.all([readCustomer(id, caller), record(customers, id, caller)]),
  );
  const description = describeResource(customers, caller, t, reader.panel);
  const states = description.columns.find((column) => column.key === "state")?.options ?? [];
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, customers, { label: customer.name })}
      title={customer.name}
      number={customer.number}
      state={{ value: customer.state, options: states }}
      links={
        <>
          <SecureLink reader={reader} targetType="customers" targetId={id} path={customer.path} />
          {may(caller, updateCustomer.permission ?? "", customer.path) ? (
            <EditLink reader={reader} href={href(`customers/customers/${id}/edit`)} />
          ) : null}
        </>
      }
      actions={customerOffers(reader, customer)}
      factsTitle={t("customers.pages.customers.facts")}
      facts={[
        ...factsOf(description, values, ["organization"], {
          hrefs: {
            organization: may(caller, "customers.organizations.read", customer.path)
              ? href(`customers/organizations/${customer.organizationId}`)
              : undefined,
          },
        }),
        ...factsOf(description, values, shown).map((fact) =>
          fact.key === "phone"
            ? {
                ...fact,
                value: (
                  <Phone reader={reader} customer={customer}>
                    {fact.value}
                  </Phone>
                ),
              }
            : fact,
        ),
      ]}
      target={{ type: "customers", id }}
    >
      <RelatedLists
        reader={reader}
        filters={{ customerId: id }}
        lists={related.map(([name, columns, more]) => [
          name,
          columns,
          {
            ...more,
            actions:
              name === "top-ups" && may(caller, "billing.top-ups.create", customer.path) ? (
                <Button asChild look="ghost" size="sm">
                  <Link href={href(`billing/top-ups/new?customerId=${id}`)}>
                    <Plus aria-hidden />
                    {t("billing.commands.top-ups.create.label")}
                  </Link>
                </Button>
              ) : null,
          },
        ])}
      />
      <RelatedTickets reader={reader} link={{ customerId: id }} path={customer.path} />
    </RecordPage>
  );
}

function Phone({
  reader,
  customer,
  children,
}: {
  reader: Reader;
  customer: CustomerRecord;
  children: ReactNode;
}) {
  const spec = offer(
    reader,
    revealPhone,
    {
      ask: ["reason"],
      defaults: { customerId: customer.id },
      submitLabel: reader.t("customers.commands.customers.reveal-phone.submit"),
    },
    customer.path,
  );
  return (
    <span className="flex items-center gap-1">
      {children}
      {spec ? <RevealPhone spec={spec} label={reader.t("customers.pages.customers.phone")} /> : null}
    </span>
  );
}
