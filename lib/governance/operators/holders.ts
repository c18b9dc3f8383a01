import type { Tx } from "@/lib/core/db";
import { Prisma } from "@/lib/core/generated/prisma/client";

/** Somebody to tell. */
export type Holder = { id: string; email: string; locale: string };

/**
 * Active operators who hold a permission at the organization at `path`: whom a job tells. At most 100 of them.
 * @param path an ltree path; roles granted there or above count.
 * @param of only the staff of this organization.
 */
export const holdersOf = (tx: Tx, permission: string, path: string, of?: string): Promise<Holder[]> =>
  tx.$queryRaw<Holder[]>`
    select distinct operator.id, operator.email, operator.locale
    from operator
    join role_grant on role_grant.operator_id = operator.id
    join role on role.id = role_grant.role_id
    join organization on organization.id = role_grant.organization_id and organization.path @> ${path}::ltree
    where operator.state = 'active' and ${permission} = any(role.permissions)
      ${of === undefined ? Prisma.empty : Prisma.sql`and operator.organization_id = ${of}::uuid`}
    order by operator.id
    limit 100`;
