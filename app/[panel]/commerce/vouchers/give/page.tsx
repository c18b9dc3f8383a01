import { notFound } from "next/navigation";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { FilterWords } from "@/components/console/vouchers/filter-words";
import { issueVouchers } from "@/lib/commerce/vouchers/issue";
import { recipientConditions } from "@/lib/commerce/vouchers/recipients";
import { vouchers } from "@/lib/commerce/vouchers/resource";

export const generateMetadata = titled("commerce.commands.vouchers.issue.title");

/** Filters of the customer list arrive in the address: "those I see there". */
function filterOf(search: Record<string, string | string[] | undefined>): Record<string, string> {
  const filter = Object.fromEntries(
    Object.entries(search).flatMap(([key, value]) => (typeof value === "string" ? [[key, value]] : [])),
  );
  try {
    recipientConditions(filter);
    return filter;
  } catch {
    return {};
  }
}

export default async function GiveVouchersPage({ params, searchParams }: ListPageProps) {
  const [reader, search] = await Promise.all([readerWith(params, issueVouchers.permission), searchParams]);
  const { voucherTemplateId, customerId, ...rest } = search;
  const filter = filterOf(rest);
  const filtered = Object.keys(filter).length > 0;
  const one = typeof customerId === "string" ? [customerId] : [];
  const spec = offer(reader, issueVouchers, {
    ask: ["voucherTemplateId", "target", "customerIds", "organizationId", "reason"],
    changes: {
      target: {
        kind: "radio",
        options: (filtered ? ["filter", "customers", "everyone"] : ["customers", "everyone"]).map(
          (value) => ({
            value,
            label: reader.t(`commerce.commands.vouchers.issue.values.target.${value}`),
          }),
        ),
      },
      customerIds: { required: true, when: { field: "target", in: ["customers"] } },
      organizationId: { when: { field: "target", in: ["everyone", "filter"] } },
    },
    defaults: {
      target: filtered ? "filter" : "customers",
      customerIds: one,
      ...(filtered ? { filter } : {}),
      ...(typeof voucherTemplateId === "string" ? { voucherTemplateId } : {}),
    },
    submitLabel: reader.t("commerce.commands.vouchers.issue.submitLabel"),
    doneHref: reader.href("commerce/voucher-issues/:issueId"),
  });
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, vouchers, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, vouchers)}
    >
      {filtered ? <FilterWords reader={reader} filter={filter} /> : null}
    </CommandPage>
  );
}
