import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { worksOnly } from "@/lib/field-service/jobs/home";
import { grantsOf } from "@/lib/governance/auth/grants";
import {
  type OrganizationChoice,
  organizationChoice,
  organizationChoices,
} from "@/lib/governance/sessions/choices";
import { isRoot } from "@/lib/governance/sessions/read";

/**
 * Sets the organization a session works in; it is remembered for the operator's next session.
 * @param organizationId null for the platform with everything below it.
 * @throws not_found when no role of theirs reaches it.
 */
export async function chooseOrganization(
  session: { sessionId: string; operatorId: string },
  organizationId: string | null,
): Promise<OrganizationChoice> {
  const grants = await grantsOf(session.operatorId);
  const id = organizationId ?? (grants.some((grant) => isRoot(grant.path)) ? await rootId() : null);
  const chosen = id === null ? null : await organizationChoice(grants, id);
  if (!chosen) throw notFound();
  await kysely
    .updateTable("session")
    .set({ organization_id: chosen.id })
    .where("id", "=", session.sessionId)
    .where("operator_id", "=", session.operatorId)
    .execute();
  return chosen;
}

/**
 * Where a new session begins to work: where the operator worked last, or the only place they have. Technicians work where their
 * one role stands; what lies below it makes no choice for them.
 * @returns null when they have to choose.
 */
export async function firstOrganization(operatorId: string): Promise<string | null> {
  const [grants, last] = await Promise.all([grantsOf(operatorId), lastChosen(operatorId)]);
  const remembered = last === null ? null : await organizationChoice(grants, last);
  if (remembered) return remembered.id;
  const [only, another] = await organizationChoices(grants, "", 2);
  const alone = !another || (worksOnly({ grants }) && new Set(grants.map(({ path }) => path)).size === 1);
  return only && alone ? only.id : null;
}

async function lastChosen(operatorId: string): Promise<string | null> {
  const row = await kysely
    .selectFrom("session")
    .select("organization_id")
    .where("operator_id", "=", operatorId)
    .where("organization_id", "is not", null)
    .orderBy("created_at", "desc")
    .limit(1)
    .executeTakeFirst();
  return row?.organization_id ?? null;
}

async function rootId(): Promise<string | null> {
  const row = await kysely
    .selectFrom("organization")
    .select("id")
    .where("parent_id", "is", null)
    .executeTakeFirst();
  return row?.id ?? null;
}
