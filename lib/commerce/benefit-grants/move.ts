import type { LockedGrant } from "@/lib/commerce/benefit-grants/locked";
import { benefitGrantMachine } from "@/lib/commerce/benefit-grants/machine";
import type { Tx } from "@/lib/core/db";
import type { Prisma } from "@/lib/core/generated/prisma/client";

/** Makes one of a grant's moves. @throws conflict naming the state it is in. */
export const moveGrant = (
  tx: Tx,
  grant: Pick<LockedGrant, "id">,
  move: keyof typeof benefitGrantMachine.moves,
  changes: Prisma.BenefitGrantUncheckedUpdateManyInput,
  now: Date,
) =>
  benefitGrantMachine.move(
    move,
    ({ where, data }) =>
      tx.benefitGrant.updateMany({
        where: { id: grant.id, ...where },
        data: { ...changes, ...data, version: { increment: 1 }, updatedAt: now },
      }),
    () => tx.benefitGrant.findUnique({ where: { id: grant.id }, select: { state: true } }),
  );
