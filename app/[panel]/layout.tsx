import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { chooseOrganization } from "@/app/(auth)/actions/choose-organization";
import { signOut } from "@/app/(auth)/actions/sign-out";
import { stepUp } from "@/app/(auth)/actions/step-up";
import { askApprovalAhead, runCommand } from "@/app/actions/command";
import { searchOrganizations } from "@/app/actions/organizations";
import { menuFor } from "@/components/console/menu";
import { paletteCommands } from "@/components/console/palette-commands";
import { type PanelParams, type Reader, readerOf } from "@/components/console/reader";
import { Shell } from "@/components/shell/shell";
import type { OrganizationOption } from "@/components/shell/types";
import { approvalCounts } from "@/lib/governance/approvals/counts";
import { currentOperator } from "@/lib/governance/auth/current-caller";
import { drawnFor } from "@/lib/governance/auth/drawn-for";
import { organizationChoice } from "@/lib/governance/sessions/choices";
import { unreadCount } from "@/lib/notifications/inbox/unread";

type LayoutProps = { params: Promise<PanelParams>; children: ReactNode };

/** The console around every page of a panel. It hides what the reader may not see; each page checks for itself. */
export default async function PanelLayout({ params, children }: LayoutProps) {
  const reader = await readerOf(params);
  const { caller, panel, href } = reader;
  const commands = paletteCommands(reader);
  const [operator, approvals, unread, organization] = await Promise.all([
    currentOperator(),
    approvalCounts(caller),
    unreadCount(caller),
    organizationOf(reader),
  ]);
  const menu = menuFor(reader, {
    "governance/approvals": approvals.forMe,
    "notifications/inbox": unread,
  });
  return (
    <Shell
      panel={panel}
      menu={menu}
      operator={{ name: operator.name, email: operator.email, role: operator.organizationName }}
      organization={organization}
      searchOrganizations={searchOrganizations}
      chooseOrganization={chooseOrganization}
      unread={unread}
      commands={commands}
      searchHref={reader.href("search")}
      links={{
        home: href(""),
        inbox: href("notifications/inbox"),
        profile: href("account"),
        sessions: href("account/sessions"),
      }}
      signOut={signOut}
      execute={runCommand}
      stepUp={stepUp}
      approvalAhead={askApprovalAhead}
      page={drawnFor(caller)}
    >
      {/* Only tables keep their state in the address; pages for phones go without its script. */}
      <NuqsAdapter>{children}</NuqsAdapter>
    </Shell>
  );
}

/** Where the reader works; null where it is the whole platform. */
async function organizationOf({ caller, t }: Reader): Promise<OrganizationOption | null> {
  if (caller.scope.kind === "all") return null;
  const choice = await organizationChoice(caller.grants, caller.scope.organizationId);
  return choice
    ? {
        id: choice.id,
        name: choice.name,
        subtitle: t(`customers.resources.organizations.values.kind.${choice.kind}`),
      }
    : null;
}
