import { command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { conflict, notFound } from "@/lib/core/errors";
import { id, newId, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { type CommandScope, each, inOrganization, ofRow } from "@/lib/core/scope";
import { requireHeld } from "@/lib/governance/roles/fields";

type Input = { operatorId: string; organizationId?: string };

// The operator's own organization unless another is named: what is left out must not reach further than they do.
const whereItHolds: CommandScope<Input> = (input, caller) => {
  const atOperator = ofRow<Input>("operator", ({ operatorId }) => operatorId);
  if (!input.organizationId) return atOperator(input, caller);
  return each(
    inOrganization<Input>(({ organizationId }) => organizationId),
    atOperator,
  )(input, caller);
};

/**
 * Gives an operator a role at an organization and everything below it; at their own where none is named. Nobody gives what they
 * lack.
 */
export const grantRole = command({
  name: "operators.grant-role",
  permission: "governance.operators.grant",
  sensitive: true,
  input: object({ operatorId: id, roleId: id, organizationId: id.optional(), reason: reason.optional() }),
  scope: whereItHolds,
  async preview({ operatorId, roleId, organizationId }) {
    const [operator, role, named] = await Promise.all([
      prisma.operator.findUnique({
        where: { id: operatorId },
        select: {
          name: true,
          organization: { select: { name: true } },
          grants: { select: { role: { select: { name: true } } } },
        },
      }),
      prisma.role.findUnique({ where: { id: roleId }, select: { name: true } }),
      organizationId
        ? prisma.organization.findUnique({ where: { id: organizationId }, select: { name: true } })
        : null,
    ]);
    const organization = organizationId ? named : operator?.organization;
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
