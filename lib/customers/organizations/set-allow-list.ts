import { z } from "zod";
import { type Caller, operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { prisma, type Tx } from "@/lib/core/db";
import { notFound, refused } from "@/lib/core/errors";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { inOrganization } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";
import { addressAllowed, isAddressRange } from "@/lib/governance/auth/address";

const shown = { name: true, ipAllowList: true, version: true } as const;

/**
 * Says from which addresses an organization's operators and their tokens may come; an empty list means any. Nobody shuts
 * themselves out: whoever mistyped a range could not come back to correct it.
 */
export const setAllowList = command({
  name: "organizations.set-allow-list",
  permission: "customers.organizations.secure",
  sensitive: true,
  input: object({
    organizationId: id,
    version: z.int().positive().optional(),
    ipAllowList: z
      .array(z.string().refine(isAddressRange, { error: "customers.validation.address_range" }))
      .max(100),
    reason: reason.optional(),
  }),
  scope: inOrganization((input) => input.organizationId),
  async preview({ organizationId, ipAllowList }, caller) {
    const before = await prisma.organization.findUnique({ where: { id: organizationId }, select: shown });
    if (!before) throw notFound();
    await requireOwnAddress(prisma, caller, organizationId, ipAllowList);
    return {
      target: { type: "organizations", id: organizationId, label: before.name },
      before: { ipAllowList: before.ipAllowList },
      after: { ipAllowList },
    };
  },
  async run({ input: { organizationId, version, ipAllowList }, tx, caller, audit, now }) {
    const read = () => tx.organization.findUnique({ where: { id: organizationId }, select: shown });
    const before = await read();
    if (!before) throw notFound();
    // Once approved nobody is at a screen: where they asked from was looked at when they asked.
    if (!caller.approvalId) await requireOwnAddress(tx, caller, organizationId, ipAllowList);
    await updateVersioned(
      version,
      ({ where, data }) =>
        tx.organization.updateMany({
          where: { id: organizationId, ...where },
          data: { ipAllowList, ...data, updatedAt: now },
        }),
      read,
    );
    audit.target({ type: "organizations", id: organizationId, label: before.name });
    audit.change({ ipAllowList: before.ipAllowList }, { ipAllowList });
    return { organizationId, version: before.version + 1 };
  },
});

/** Only the list of one's own organization decides whether one gets in. */
async function requireOwnAddress(
  db: Pick<Tx, "operator">,
  caller: Caller,
  organizationId: string,
  list: readonly string[],
): Promise<void> {
  const operatorId = operatorOf(caller);
  if (!operatorId || addressAllowed(list, caller.address)) return;
  const home = await db.operator.findUnique({
    where: { id: operatorId },
    select: { organizationId: true },
  });
  if (home?.organizationId === organizationId)
    throw refused("customers.allow_list_without_you", { address: caller.address ?? "–" });
}
