import { offer } from "@/components/console/command-offer";
import { CommandPage } from "@/components/console/command-page";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import { type PanelParams, readerWith } from "@/components/console/reader";
import { policyFieldChanges, policyFieldNames } from "@/components/console/support/policy-fields";
import { createSlaPolicy } from "@/lib/support/sla-policies/create";
import { slaPolicies } from "@/lib/support/sla-policies/resource";

export const generateMetadata = titled("support.commands.sla-policies.create.title");

export default async function NewSlaPolicyPage({ params }: { params: Promise<PanelParams> }) {
  const reader = await readerWith(params, createSlaPolicy.permission);
  const spec = offer(reader, createSlaPolicy, {
    ask: [...policyFieldNames, "organizationId"],
    changes: policyFieldChanges,
    defaults: { priority: "normal" },
    submitLabel: reader.t("core.console.create"),
    doneHref: reader.href("support/sla-policies/:policyId"),
  });
  if (!spec) return null;
  return (
    <CommandPage
      crumbs={crumbsOf(reader, slaPolicies, { label: spec.title })}
      spec={spec}
      cancelHref={listPath(reader, slaPolicies)}
    />
  );
}
