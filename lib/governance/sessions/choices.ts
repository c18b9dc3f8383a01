import { type RawBuilder, type SqlBool, sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { isRoot } from "@/lib/governance/sessions/read";

/** An organization somebody may work in; the platform itself stands for all of them. */
export type OrganizationChoice = {
  id: string;
  name: string;
  number: string;
  kind: "platform" | "reseller" | "enterprise" | "developer_org" | "individual";
  state: "active" | "suspended";
  /** Name of the organization above it. */
  parent: string | null;
};

type Granted = readonly { path: string }[];

/**
 * Organizations the holder of `grants` may work in: first where their grants stand (the platform stands for all), then everything
 * below, each by name.
 * @param query part of a name or number; empty for all.
 */
export async function organizationChoices(
  grants: Granted,
  query: string,
  limit = 20,
): Promise<OrganizationChoice[]> {
  if (grants.length === 0) return [];
  const pattern = `%${query.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const matching = choice(grants)
    .$if(query.trim() !== "", (rows) =>
      rows.where((row) =>
        row.or([row("organization.name", "ilike", pattern), row("organization.number", "ilike", pattern)]),
      ),
    )
    .orderBy("organization.name")
    .orderBy("organization.id")
    .limit(limit);
  // A path ends with the id of the organization it leads to, without the dashes.
  const ids = grants.map((grant) => grant.path.slice(-32));
  // Two statements, so that each finds its rows by an index.
  const [granted, below] = await Promise.all([
    matching.where("organization.id", "in", ids).execute(),
    matching.where("organization.id", "not in", ids).execute(),
  ]);
  return [...granted, ...below].slice(0, limit);
}

/** The choice with this id, or null when it is none of theirs. */
export async function organizationChoice(
  grants: Granted,
  organizationId: string,
): Promise<OrganizationChoice | null> {
  if (grants.length === 0) return null;
  const row = await choice(grants).where("organization.id", "=", organizationId).executeTakeFirst();
  return row ?? null;
}

const choice = (grants: Granted) =>
  kysely
    .selectFrom("organization")
    .leftJoin("organization as parent", "parent.id", "organization.parent_id")
    .select([
      "organization.id",
      "organization.name",
      "organization.number",
      "organization.kind",
      "organization.state",
      "parent.name as parent",
    ])
    .where(within(grants));

function within(grants: Granted): RawBuilder<SqlBool> {
  if (grants.some((grant) => isRoot(grant.path))) return sql`true`;
  const paths = [...new Set(grants.map((grant) => grant.path))];
  return sql`(${sql.join(
    paths.map((path) => sql`organization.path <@ ${path}::ltree`),
    sql` or `,
  )})`;
}
