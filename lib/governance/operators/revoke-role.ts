import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { each, inOrganization, ofRow } from "@/lib/core/scope";
import { requireAnotherSuperAdmin, requireAuthorityOver } from "@/lib/governance/operators/authority";

/** Takes a role at an organization from an operator. The last super admin keeps theirs. */
export const revokeRole = command({
  name: "operators.revoke-role",
  permission: "governance.operators.grant",
  sensitive: true,
  input: object({ operatorId: id, roleId: id, organizationId: id.optional(), reason: reason.optional() }),
  scope: each(
    inOrganization((input) => input.organizationId),
    ofRow("operator", (input) => input.operatorId),
  ),
  async run({ input: { operatorId, roleId }, tx, caller, place, audit }) {
    const key = { operatorId, roleId, organizationId: place.organizationId };
    const grant = await tx.roleGrant.findUnique({
      where: { operatorId_roleId_organizationId: key },
      select: {
        operator: { select: { name: true } },
        role: { select: { name: true, preset: true } },
        organization: { select: { name: true, parentId: true } },
      },
    });
    if (!grant) throw notFound();
    await requireAuthorityOver(tx, caller, operatorId);
    if (grant.role.preset === "super_admin" && grant.organization.parentId === null)
      await requireAnotherSuperAdmin(tx, operatorId);
    await tx.roleGrant.deleteMany({ where: key });
    audit.target({ type: "operators", id: operatorId, label: grant.operator.name });
    audit.change({ role: grant.role.name, organization: grant.organization.name }, null);
    return key;
  },
});
