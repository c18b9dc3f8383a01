import { notFound } from "next/navigation";
import { offer } from "@/components/console/command-offer";
import { crumbsOf, listPath } from "@/components/console/crumbs";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { permissionOptions } from "@/components/console/roles/permission-options";
import { SecretForm } from "@/components/console/secret-form";
import { PageHeader } from "@/components/shell/page-header";
import { permissionsAt } from "@/lib/core/caller";
import { createServiceToken } from "@/lib/governance/service-tokens/create";
import { serviceTokens } from "@/lib/governance/service-tokens/resource";

export const generateMetadata = titled("governance.commands.service-tokens.create.title");

export default async function NewServiceTokenPage({ params }: Pick<ListPageProps, "params">) {
  const reader = await readerWith(params, createServiceToken.permission);
  const { t, href, caller } = reader;
  const spec = offer(reader, createServiceToken, {
    ask: ["name", "operatorId", "organizationId", "permissions", "expiresInDays"],
    changes: {
      operatorId: { half: true },
      organizationId: { half: true },
      permissions: { kind: "multiselect", options: permissionOptions(t, permissionsAt(caller)) },
      expiresInDays: { half: true },
    },
    defaults: { expiresInDays: 90 },
    submitLabel: t("core.console.create"),
  });
  if (!spec) notFound();
  return (
    <>
      <PageHeader
        title={spec.title}
        description={spec.description}
        crumbs={crumbsOf(reader, serviceTokens, { label: spec.title })}
      />
      <SecretForm
        spec={spec}
        secret="token"
        secretLabel={t("governance.resources.service-tokens.one")}
        doneHref={href("governance/service-tokens/:serviceTokenId")}
        cancelHref={listPath(reader, serviceTokens)}
      />
    </>
  );
}
