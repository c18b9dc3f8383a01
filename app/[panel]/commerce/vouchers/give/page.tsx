import { notFound } from "next/navigation";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { type Reader, readerWith } from "@/components/console/reader";
import { customerFilter } from "@/components/console/vouchers/customer-filter";
import { FilterHint, FilterWords } from "@/components/console/vouchers/filter-words";
import { issueVouchers } from "@/lib/commerce/vouchers/issue";
import { vouchers } from "@/lib/commerce/vouchers/resource";
import { AppError } from "@/lib/core/errors";
import { nameRecords } from "@/lib/governance/search/search";

export const generateMetadata = titled("commerce.commands.vouchers.issue.title");

export default async function GiveVouchersPage({ params, searchParams }: ListPageProps) {
  const [reader, search] = await Promise.all([readerWith(params, issueVouchers.permission), searchParams]);
  const { voucherTemplateId, customerId, toOrganizationId, ...rest } = search;
  const filter = customerFilter(rest);
  const filtered = Object.keys(filter).length > 0;
  const [customer, organization] = await Promise.all([
    named(reader, "customers", customerId),
    named(reader, "organizations", toOrganizationId),
  ]);
  const listed = (id: typeof customerId) => (typeof id === "string" ? [id] : []);
  const target = filtered ? "filter" : toOrganizationId ? "organizations" : "customers";
  const spec = offer(reader, issueVouchers, {
    ask: ["voucherTemplateId", "target", "customerIds", "organizationIds", "organizationId", "reason"],
    changes: {
      target: {
        kind: "radio",
        options: [...(filtered ? ["filter"] : []), "customers", "organizations", "everyone"].map((value) => ({
          value,
          label: reader.t(`commerce.commands.vouchers.issue.values.target.${value}`),
        })),
      },
      customerIds: { ...customer, required: true, when: { field: "target", in: ["customers"] } },
      organizationIds: { ...organization, required: true, when: { field: "target", in: ["organizations"] } },
      organizationId: { when: { field: "target", in: ["everyone", "filter"] } },
    },
    defaults: {
      target,
      customerIds: listed(customerId),
      organizationIds: listed(toOrganizationId),
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
      {filtered ? <FilterWords reader={reader} filter={filter} /> : <FilterHint reader={reader} />}
    </CommandPage>
  );
}

/** A record is called by its name where it is chosen beforehand; one the reader may not see keeps its id. */
async function named({ caller, panel }: Reader, resource: string, id: string | string[] | undefined) {
  if (typeof id !== "string") return {};
  const hits = await nameRecords(resource, [id], caller, panel).catch((error: unknown) => {
    if (error instanceof AppError && error.status < 500) return [];
    throw error;
  });
  return { referenceTitles: Object.fromEntries(hits.map((hit) => [hit.id, hit.title])) };
}
