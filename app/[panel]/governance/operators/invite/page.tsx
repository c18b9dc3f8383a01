import { notFound } from "next/navigation";
import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { inviteOperator } from "@/lib/governance/operators/invite";
import { operators } from "@/lib/governance/operators/resource";

export const generateMetadata = titled("governance.commands.operators.invite.title");

export default async function InviteOperatorPage({ params, searchParams }: ListPageProps) {
  const [reader, { organizationId }] = await Promise.all([
    readerWith(params, inviteOperator.permission),
    searchParams,
  ]);
  const spec = offer(reader, inviteOperator, {
    ask: ["name", "email", "organizationId", "locale"],
    changes: { locale: { kind: "radio" } },
    defaults: { locale: "en", ...(typeof organizationId === "string" ? { organizationId } : {}) },
    submitLabel: reader.t("governance.commands.operators.invite.submit"),
    doneHref: reader.href("governance/operators/:operatorId"),
  });
  if (!spec) notFound();
  return (
    <CommandPage
      crumbs={crumbsOf(reader, operators, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, operators)}
    />
  );
}
