import { z } from "zod";
import { phone } from "@/lib/core/crypto/phone";
import type { Tx } from "@/lib/core/db";
import { conflict, refused } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { skills } from "@/lib/field-service/service-tickets/fields";

export const technicianName = z.string().trim().min(1).max(100);

/** What can be said of a technician on creation and later; each may be left out. */
export const technicianFields = {
  phone: phone.nullable().optional(),
  skills: skills.optional(),
  /** Who signs in as this technician. */
  operatorId: id.nullable().optional(),
};

/** The fields an audit entry and a conflict show; never the number itself. */
export const technicianSelect = {
  number: true,
  organizationId: true,
  name: true,
  phoneMasked: true,
  centreId: true,
  skills: true,
  state: true,
  operatorId: true,
  version: true,
} as const;

/**
 * An operator is one technician at most, and must be able to sign in where the technician works.
 * @throws rule_violation when they work elsewhere; conflict when they are another technician already.
 */
export async function requireOwnOperator(
  tx: Tx,
  operatorId: string,
  organizationId: string,
  except?: string,
): Promise<void> {
  const [operator] = await tx.$queryRaw<unknown[]>`
    select 1 from operator
    join organization home on home.id = operator.organization_id
    join organization here on here.id = ${organizationId}::uuid
    where operator.id = ${operatorId}::uuid and (here.path <@ home.path or home.path <@ here.path)`;
  if (!operator) throw refused("field-service.operator_elsewhere");
  const twin = await tx.technician.findFirst({
    where: { operatorId, ...(except ? { id: { not: except } } : {}) },
    select: { number: true, name: true },
  });
  if (twin) throw conflict("field-service.operator_taken", twin);
}
