import type { CommandSpec } from "@/components/form/command";
import { organizationMachine } from "@/lib/customers/organizations/machine";
import { moveOrganization } from "@/lib/customers/organizations/move";
import { reactivateOrganization } from "@/lib/customers/organizations/reactivate";
import type { OrganizationRecord } from "@/lib/customers/organizations/read";
import { setAllowList } from "@/lib/customers/organizations/set-allow-list";
import { suspendOrganization } from "@/lib/customers/organizations/suspend";
import { offer, offered } from "../command-offer";
import { commandsFrom } from "../moves";
import type { Reader } from "../reader";

/** What this reader may do with an organization as it is now. */
export function organizationOffers(reader: Reader, organization: OrganizationRecord): CommandSpec[] {
  const { t } = reader;
  const { id: organizationId, path, version, ipAllowList } = organization;
  const open = commandsFrom(organizationMachine, organization.state);
  const fixed = organization.kind === "platform";
  const texts = "customers.commands.organizations";
  return offered([
    open.has(reactivateOrganization.name)
      ? offer(
          reader,
          reactivateOrganization,
          { icon: "circle-play", ask: ["reason"], defaults: { organizationId } },
          path,
        )
      : null,
    fixed
      ? null
      : offer(
          reader,
          moveOrganization,
          {
            icon: "move",
            ask: ["parentId", "reason"],
            defaults: { organizationId, version },
            description: t(`${texts}.move.consequences`, {
              name: organization.name,
              below: organization.organizationsBelow,
            }),
          },
          path,
        ),
    offer(
      reader,
      setAllowList,
      {
        icon: "shield-check",
        ask: ["ipAllowList", "reason"],
        changes: { ipAllowList: { required: false } },
        submitLabel: t("core.common.save"),
        defaults: { organizationId, version, ipAllowList },
      },
      path,
    ),
    !fixed && !organization.holdsReader && open.has(suspendOrganization.name)
      ? offer(
          reader,
          suspendOrganization,
          {
            icon: "ban",
            danger: true,
            ask: ["reason"],
            defaults: { organizationId },
            description: t(`${texts}.suspend.consequences`, {
              name: organization.name,
              operators: organization.operators,
              signedIn: organization.operatorsSignedIn,
            }),
          },
          path,
        )
      : null,
  ]);
}
