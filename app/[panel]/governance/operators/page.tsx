import { UserPlus } from "lucide-react";
import { offer, offered } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { may } from "@/lib/core/caller";
import { disableOperator } from "@/lib/governance/operators/disable";
import { enableOperator } from "@/lib/governance/operators/enable";
import { inviteOperator } from "@/lib/governance/operators/invite";
import { operators } from "@/lib/governance/operators/resource";
import { signOutEverywhere } from "@/lib/governance/operators/sign-out-everywhere";

export const generateMetadata = titled("governance.resources.operators.label");

export default async function OperatorsPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, operators.permission);
  const invite = may(reader.caller, inviteOperator.permission ?? "") ? (
    <Button asChild look="primary">
      <Link href={reader.href("governance/operators/invite")}>
        <UserPlus aria-hidden />
        {reader.t("governance.commands.operators.invite.title")}
      </Link>
    </Button>
  ) : null;
  return (
    <ResourcePage
      reader={reader}
      resource={operators}
      searchParams={searchParams}
      actions={invite}
      bulk={offered([
        offer(reader, signOutEverywhere, { icon: "log-out", ask: ["reason"] }),
        offer(reader, enableOperator, { icon: "user-check", ask: ["reason"] }),
        offer(reader, disableOperator, { icon: "user-x", danger: true, ask: ["reason"] }),
      ]).map((spec) => ({ ...spec, idField: "operatorId" }))}
      emptyAction={invite}
    />
  );
}
