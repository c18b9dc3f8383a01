import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { id, newId, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { each, inOrganization, ofRow } from "@/lib/core/scope";
import { requireHeld } from "@/lib/governance/roles/fields";

/** Gives an operator a role at an organization and everything below it. Nobody gives what they lack. */
export const grantRole = command({
  name: "operators.grant-role",
  permission: "governance.operators.grant",
  sensitive: true,
  input: object({ operatorId: id, roleId: id, organizationId: id.optional(), reason: reason.optional() }),
  scope: each(
    inOrganization((input) => input.organizationId),
    ofRow("operator", (input) => input.operatorId),
  ),
  async preview({ operatorId, roleId, organizationId }, caller) {
    const [operator, role, organization] = await Promise.all([
      prisma.operator.findUnique({
        where: { id: operatorId },
        select: { name: true, grants: { select: { role: { select: { name: true } } } } },
      }),
      prisma.role.findUnique({ where: { id: roleId }, select: { name: true } }),
      prisma.organization.findUnique({
        where: { id: organizationId ?? caller.scope.organizationId },
        select: { name: true },
      }),
    ]);
    if (!operator || !role || !organization) throw notFound();
    const held = operator.grants.map((grant) => grant.role.name).sort();
    return {
      target: { type: "operators", id: operatorId, label: operator.name },
      before: { roles: held },
      after: { roles: [...held, `${role.name} @ ${organization.name}`] },
    };
  },
  async run({ input: { operatorId, roleId }, tx, caller, place, audit, emit, now }) {
    const [operator, role, organization] = [
      await tx.operator.findUnique({ where: { id: operatorId }, select: { name: true } }),
      await tx.role.findUnique({ where: { id: roleId }, select: { name: true, permissions: true } }),
      await tx.organization.findUniqueOrThrow({
        where: { id: place.organizationId },
        select: { name: true },
      }),
    ];
    if (!operator || !role) throw notFound();
    requireHeld(caller, role.permissions, place.path);
    const { count } = await tx.roleGrant.createMany({
      data: { id: newId(), operatorId, roleId, organizationId: place.organizationId, createdAt: now },
      skipDuplicates: true,
    });
    if (count === 0) throw conflict("governance.role_already_granted", { role: role.name });
    audit.target({ type: "operators", id: operatorId, label: operator.name });
    audit.change(null, { role: role.name, organization: organization.name });
    emit("operators/role-granted", { operatorId, roleId });
    return { operatorId, roleId, organizationId: place.organizationId };
  },
});
