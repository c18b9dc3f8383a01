import { Download } from "lucide-react";
import { crumbsOf } from "@/components/console/crumbs";
import { factsOf } from "@/components/console/facts";
import { mayRead } from "@/components/console/figures";
import { invoiceOffers } from "@/components/console/invoices/offers";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { Refresh } from "@/components/console/refresh";
import { SecureLink } from "@/components/console/secure-link";
import { stateOptions } from "@/components/console/state-options";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import { bills } from "@/lib/billing/bills/resource";
import { readInvoice } from "@/lib/billing/invoices/read";
import { invoices } from "@/lib/billing/invoices/resource";
import { formatMoney } from "@/lib/core/i18n/format";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { resources } from "@/lib/registry";

export const generateMetadata = titled("billing.resources.invoices.one");

const shown = [
  "kind",
  "amount",
  "tax",
  "legalName",
  "taxId",
  "address",
  "email",
  "customer",
  "organization",
  "issuer",
  "requestedBy",
  "note",
  "createdAt",
  "issuedAt",
];

export default async function InvoicePage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, invoices.permission), params]);
  const { caller, t, href } = reader;
  const [invoice, values] = await orNotFound(
    Promise.all([readInvoice(id, caller), record(invoices, id, caller)]),
  );
  const description = describeResource(invoices, caller, t, reader.panel);
  const { currency } = invoice;
  const money = (amount: string) => formatMoney({ amount, currency }, caller.locale);
  const link = (name: string, of: string | null) => {
    const resource = resources.get(name);
    return of && mayRead(resource, reader) && resource.page
      ? href(resource.page.replace(":id", of))
      : undefined;
  };
  const number = String(values.number);
  const texts = "billing.pages.invoices";
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(reader, invoices, { label: number })}
      title={`${money(invoice.amount)} · ${invoice.legalName}`}
      number={number}
      state={{ value: invoice.state, options: stateOptions(reader, invoices) }}
      primaryAction={invoice.state === "requested"}
      links={
        invoice.fileId ? (
          <>
            <SecureLink reader={reader} targetType="files" targetId={invoice.fileId} path={invoice.path} />
            <Button asChild>
              <a href={`/api/files/${invoice.fileId}`}>
                <Download aria-hidden />
                {t(`${texts}.download`)}
              </a>
            </Button>
          </>
        ) : null
      }
      actions={await invoiceOffers(reader, invoice)}
      notice={
        invoice.state === "void" ? (
          <Notice tone="over" title={t(`${texts}.voided`)}>
            {invoice.voidReason}
          </Notice>
        ) : invoice.state === "issued" && !invoice.fileId ? (
          <Notice tone="progress" action={<Spinner />}>
            {t(`${texts}.making`)}
            <Refresh seconds={3} />
          </Notice>
        ) : null
      }
      factsTitle={t(`${texts}.facts`)}
      facts={[
        ...factsOf(description, values, shown, {
          hrefs: {
            customer: link("customers", invoice.customerId),
            organization: link("organizations", invoice.organizationId),
          },
        }),
        ...(invoice.fileId
          ? [
              {
                key: "document",
                label: t(`${texts}.document`),
                value: (
                  <a href={`/api/files/${invoice.fileId}`} className="break-all text-accent hover:underline">
                    {invoice.fileName}
                  </a>
                ),
              },
            ]
          : []),
      ]}
      target={{ type: "invoices", id }}
    >
      <Card title={t(`${texts}.bills`)} flush>
        <ul className="divide-y divide-line text-sm">
          {invoice.bills.map((bill) => (
            <li key={bill.id} className="flex justify-between gap-4 px-4 py-2">
              {mayRead(bills, reader) ? (
                <Link
                  href={href(`billing/bills/${bill.id}`)}
                  className="font-mono text-accent hover:underline"
                >
                  {bill.number}
                </Link>
              ) : (
                <span className="font-mono">{bill.number}</span>
              )}
              <span className="figures text-ink-2">
                {t(`${texts}.of`, { amount: money(bill.amount), total: money(bill.total) })}
              </span>
            </li>
          ))}
        </ul>
      </Card>
    </RecordPage>
  );
}
