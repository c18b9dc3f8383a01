import { Plus } from "lucide-react";
import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { createServiceToken } from "@/lib/governance/service-tokens/create";
import { serviceTokens } from "@/lib/governance/service-tokens/resource";
import { revokeServiceToken } from "@/lib/governance/service-tokens/revoke";

export const generateMetadata = titled("governance.resources.service-tokens.label");

export default async function ServiceTokensPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, serviceTokens.permission);
  const create = may(reader.caller, createServiceToken.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={reader.href("governance/service-tokens/new")}>
        <Plus aria-hidden />
        {reader.t("governance.commands.service-tokens.create.title")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={serviceTokens}
      searchParams={searchParams}
      actions={create}
      bulk={offered([offer(reader, revokeServiceToken, { icon: "ban", danger: true, ask: ["reason"] })]).map(
        (spec) => ({ ...spec, idField: "serviceTokenId" }),
      )}
      emptyAction={create}
    />
  );
}
