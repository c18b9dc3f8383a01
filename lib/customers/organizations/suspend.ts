import { type Caller, operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { prisma, type Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { inOrganization } from "@/lib/core/scope";
import { organizationMachine } from "@/lib/customers/organizations/machine";

const shown = { name: true, kind: true, state: true, suspensionReason: true } as const;

/**
 * Suspends an organization: its operators' sessions end and they cannot sign in until it is reactivated. Nobody suspends their own,
 * or one above it: nobody of theirs could take it back.
 */
export const suspendOrganization = command({
  name: "organizations.suspend",
  permission: "customers.organizations.suspend",
  input: object({ organizationId: id, reason }),
  scope: inOrganization((input) => input.organizationId),
  sensitive: true,
  async preview({ organizationId, reason }, caller) {
    const before = await prisma.organization.findUnique({ where: { id: organizationId }, select: shown });
    if (!before) throw notFound();
    await requireNotTheirOwn(prisma, caller, organizationId);
    return {
      target: { type: "organizations", id: organizationId, label: before.name },
      before: { state: before.state, suspensionReason: before.suspensionReason },
      after: { state: "suspended", suspensionReason: reason },
    };
  },
  async run({ input: { organizationId, reason }, tx, caller, audit, emit, now }) {
    const read = () => tx.organization.findUnique({ where: { id: organizationId }, select: shown });
    const before = await read();
    if (!before) throw notFound();
    if (before.kind === "platform") throw refused("customers.platform_stays");
    await requireNotTheirOwn(tx, caller, organizationId);
    const state = await organizationMachine.move(
      "suspend",
      ({ where, data }) =>
        tx.organization.updateMany({
          where: { id: organizationId, ...where },
          data: {
            ...data,
            suspendedAt: now,
            suspensionReason: reason,
            version: { increment: 1 },
            updatedAt: now,
          },
        }),
      read,
    );
    await tx.session.updateMany({
      where: { operator: { organizationId }, revokedAt: null },
      data: { revokedAt: now, revokedReason: "organization_suspended" },
    });
    audit.target({ type: "organizations", id: organizationId, label: before.name });
    audit.change(
      { state: before.state, suspensionReason: before.suspensionReason },
      { state, suspensionReason: reason },
    );
    emit("organizations/suspended", { organizationId });
    return { organizationId, state };
  },
});

async function requireNotTheirOwn(
  db: Pick<Tx, "$queryRaw">,
  caller: Caller,
  organizationId: string,
): Promise<void> {
  const theirs = await db.$queryRaw<unknown[]>`
    select from operator
    join organization as home on home.id = operator.organization_id
    join organization as suspended on suspended.path @> home.path
    where operator.id = ${operatorOf(caller)}::uuid and suspended.id = ${organizationId}::uuid`;
  if (theirs.length > 0) throw refused("customers.not_your_own");
}
