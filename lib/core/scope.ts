import { sql } from "kysely";
import { type Caller, demandOwn } from "@/lib/core/caller";
import { type DB, kysely } from "@/lib/core/db";
import { AppError, forbidden, notFound } from "@/lib/core/errors";

/**
 * Whose rows a caller sees, computed once per request (design section 3.4). `path` is an organization's ltree path as text.
 */
export type Scope =
  | { kind: "all"; organizationId: string; path: string }
  | { kind: "subtree"; organizationId: string; path: string }
  | { kind: "organization"; organizationId: string; path: string }
  | { kind: "customer"; organizationId: string; path: string; customerId: string };

/** An organization as scopes see it. */
export type Place = { organizationId: string; path: string };

const isBelow = (path: string, ancestor: string): boolean =>
  path === ancestor || path.startsWith(`${ancestor}.`);

/** Whether a grant at `ancestor` reaches `path`. */
export const covers = isBelow;

/** Whether rows of the organization at `path` are within `scope`. */
export function contains(scope: Scope, path: string): boolean {
  if (scope.kind === "all") return true;
  return scope.kind === "subtree" ? isBelow(path, scope.path) : path === scope.path;
}

/** Tables whose rows belong to an organization. */
type TenantTable = {
  [Table in keyof DB]: "organization_id" extends keyof DB[Table] ? Table : never;
}[keyof DB];

/**
 * Names what a command touches: finds the organizations concerned from its input. A command is refused as *not found* when
 * one of them is outside the caller's scope, and needs its permission at each of them.
 */
export type CommandScope<Input> = (input: Input, caller: Caller) => Promise<Place[]>;

/** An organization as scopes see it. @throws not_found */
export async function placeOf(organizationId: string): Promise<Place> {
  const row = await kysely
    .selectFrom("organization")
    .select(["id", sql<string>`path::text`.as("path")])
    .where("id", "=", organizationId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return { organizationId: row.id, path: row.path };
}

/** The organization the input names; where it names none, the one the caller works in. */
export const inOrganization =
  <Input>(pick: (input: Input) => string | null | undefined): CommandScope<Input> =>
  async (input, caller) => {
    const organizationId = pick(input);
    return [organizationId ? await placeOf(organizationId) : callerPlace(caller)];
  };

/** The organization that owns the row of `table` with the id the input names. */
export const ofRow =
  <Input>(table: TenantTable, pick: (input: Input) => string): CommandScope<Input> =>
  async (input) => {
    const row = await kysely
      .selectFrom(sql<{ id: string; organization_id: string | null }>`${sql.table(table)}`.as("target"))
      .leftJoin("organization", "organization.id", "target.organization_id")
      .select(["organization.id as organizationId", sql<string | null>`organization.path::text`.as("path")])
      .where("target.id", "=", pick(input))
      .executeTakeFirst();
    if (!row) throw notFound();
    if (row.organizationId === null || row.path === null) return [await root()];
    return [{ organizationId: row.organizationId, path: row.path }];
  };

/** Several at once; the first names the organization the audit entry belongs to. */
export const each =
  <Input>(...scopes: CommandScope<Input>[]): CommandScope<Input> =>
  async (input, caller) => {
    const places: Place[] = [];
    for (const scope of scopes) places.push(...(await scope(input, caller)));
    return places;
  };

/** Acts on the platform as a whole: only for who works with everything. */
export const platformWide = (): CommandScope<unknown> => async () => [await root()];

/** Only the product itself, whatever `scope` says: jobs, the command line, the seed. */
export const bySystem =
  <Input>(scope: CommandScope<Input>): CommandScope<Input> =>
  async (input, caller) => {
    if (caller.actor.type !== "system") throw forbidden("system");
    return scope(input, caller);
  };

/** Touches only what is the caller's own. */
export const own = (): CommandScope<unknown> => async (_, caller) => [callerPlace(caller)];

/** Touches only what is the caller's own and needs no permission, which no list of a token names. */
export const personal = (): CommandScope<unknown> => async (_, caller) => {
  demandOwn(caller);
  return [callerPlace(caller)];
};

let rootPlace: Place | undefined;

async function root(): Promise<Place> {
  rootPlace ??= await kysely
    .selectFrom("organization")
    .select(["id as organizationId", sql<string>`path::text`.as("path")])
    .where("parent_id", "is", null)
    .executeTakeFirst();
  if (!rootPlace) throw new AppError("unavailable", "no_platform");
  return rootPlace;
}

/** The root of the tree. @throws unavailable when the platform was not created yet. */
export const platformPlace = root;

const callerPlace = (caller: Caller): Place => ({
  organizationId: caller.scope.organizationId,
  path: caller.scope.path,
});
