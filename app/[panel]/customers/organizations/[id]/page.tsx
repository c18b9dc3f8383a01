import { Plus } from "lucide-react";
import { crumbsOf } from "@/components/console/crumbs";
import { EditLink } from "@/components/console/edit-link";
import { factsOf } from "@/components/console/facts";
import { titled } from "@/components/console/metadata";
import { organizationOffers } from "@/components/console/organizations/offers";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { RecordPage } from "@/components/console/record-page";
import { RelatedList } from "@/components/console/related-list";
import { type Related, RelatedLists } from "@/components/console/related-lists";
import { SecureLink } from "@/components/console/secure-link";
import { GiveVouchers } from "@/components/console/vouchers/give-button";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { describeResource } from "@/lib/core/resource/describe";
import { record } from "@/lib/core/resource/list";
import { contains } from "@/lib/core/scope";
import { readOrganization } from "@/lib/customers/organizations/read";
import { organizations } from "@/lib/customers/organizations/resource";
import { operators } from "@/lib/governance/operators/resource";

export const generateMetadata = titled("customers.resources.organizations.one");

const shown = [
  "kind",
  "parent",
  "email",
  "country",
  "currency",
  "timeZone",
  "externalRef",
  "note",
  "suspendedAt",
  "suspensionReason",
  "createdAt",
  "updatedAt",
];

/** Money and orders of an organization and its customers, where there is any. */
const related: Related[] = [
  ["wallets", ["name", "number", "currency", "cash", "voucher", "credit", "state"], { hideEmpty: true }],
  ["orders", ["number", "state", "buyer", "total", "createdAt"], { hideEmpty: true }],
  ["top-ups", ["number", "state", "amount", "channel", "createdAt"], { hideEmpty: true }],
  ["bills", ["number", "state", "customer", "period", "total", "due"], { hideEmpty: true }],
];

/** Where the organization above an organization is in the tree; where it is itself, for the one above all. */
const parentPath = (path: string): string => path.split(".").slice(0, -1).join(".") || path;

export default async function OrganizationPage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, organizations.permission), params]);
  const { caller, t, href } = reader;
  const [organization, values] = await orNotFound(
    Promise.all([readOrganization(id, caller), record(organizations, id, caller)]),
  );
  const description = describeResource(organizations, caller, t, reader.panel);
  const states = description.columns.find((column) => column.key === "state")?.options ?? [];
  const page = `customers/organizations/${id}`;
  const parent = organization.ancestors.at(-1);
  const writes = may(caller, "customers.organizations.write", organization.path);
  // Who bills it gives it vouchers, nobody to themselves.
  const billedFrom = parentPath(organization.path);
  const gives = contains(caller.scope, billedFrom) && may(caller, "commerce.vouchers.issue", billedFrom);
  return (
    <RecordPage
      reader={reader}
      crumbs={crumbsOf(
        reader,
        organizations,
        ...organization.ancestors.map((ancestor) => ({
          label: ancestor.name,
          href: href(`customers/organizations/${ancestor.id}`),
        })),
        { label: organization.name },
      )}
      title={organization.name}
      number={organization.number}
      state={{ value: organization.state, options: states }}
      description={t("customers.pages.organizations.numbers", {
        below: organization.organizationsBelow,
        operators: organization.operators,
      })}
      links={
        <>
          <SecureLink reader={reader} targetType="organizations" targetId={id} path={organization.path} />
          {writes ? <EditLink reader={reader} href={href(`${page}/edit`)} /> : null}
          {gives ? <GiveVouchers reader={reader} query={{ toOrganizationId: id }} /> : null}
        </>
      }
      actions={organizationOffers(reader, organization)}
      factsTitle={t("customers.pages.organizations.facts")}
      facts={[
        ...factsOf(description, values, shown, {
          hrefs: { parent: parent ? href(`customers/organizations/${parent.id}`) : undefined },
        }),
        {
          key: "ipAllowList",
          label: t("core.console.fields.ipAllowList"),
          value:
            organization.ipAllowList.length > 0
              ? organization.ipAllowList.join(", ")
              : t("customers.pages.organizations.anyAddress"),
        },
      ]}
      target={{ type: "organizations", id }}
    >
      <RelatedList
        reader={reader}
        resource={organizations}
        filters={{ parentId: id }}
        columns={["name", "number", "kind", "state", "createdAt"]}
        title={t("customers.pages.organizations.below")}
        actions={
          writes && organization.kind !== "individual" ? (
            <Button asChild look="ghost" size="sm">
              <Link href={href(`customers/organizations/new?parentId=${id}`)}>
                <Plus aria-hidden />
                {t("customers.commands.organizations.create.label")}
              </Link>
            </Button>
          ) : null
        }
      />
      <RelatedList
        reader={reader}
        resource={operators}
        filters={{ organizationId: id }}
        columns={["name", "email", "state", "roles", "lastSignInAt"]}
        title={t("customers.pages.organizations.staff")}
        actions={
          may(caller, "governance.operators.write", organization.path) ? (
            <Button asChild look="ghost" size="sm">
              <Link href={href(`governance/operators/invite?organizationId=${id}`)}>
                <Plus aria-hidden />
                {t("governance.commands.operators.invite.title")}
              </Link>
            </Button>
          ) : null
        }
      />
      <RelatedLists reader={reader} filters={{ organizationId: id }} lists={related} />
    </RecordPage>
  );
}
