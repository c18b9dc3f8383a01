import { sql } from "kysely";
import type { Caller } from "@/lib/core/caller";
import { now } from "@/lib/core/clock";
import { kysely, prisma } from "@/lib/core/db";
import type { ErrorCode } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import type { Place, Scope } from "@/lib/core/scope";

/** An organization of a test, with one operator who holds everything there. */
export type Tenant = Place & { name: string; operatorId: string; roleId: string };

let counter = 0;
const next = (): number => ++counter;

/** The root of the tree, made once per database. */
export async function platform(): Promise<Place> {
  const existing = await kysely
    .selectFrom("organization")
    .select(["id", sql<string>`path::text`.as("path")])
    .where("parent_id", "is", null)
    .executeTakeFirst();
  return existing ? { organizationId: existing.id, path: existing.path } : makeOrganization(null, "Platform");
}

async function makeOrganization(parentId: string | null, name: string): Promise<Place> {
  const id = newId();
  const at = now();
  await prisma.organization.create({
    data: {
      id,
      number: `TST${id.replaceAll("-", "")}`,
      name,
      kind: parentId ? "reseller" : "platform",
      parentId,
      createdAt: at,
      updatedAt: at,
    },
    select: { id: true },
  });
  const row = await kysely
    .selectFrom("organization")
    .select(sql<string>`path::text`.as("path"))
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return { organizationId: id, path: row.path };
}

/** An operator of `place` with a role of their own that holds `permissions` there. */
export async function makeOperator(
  place: Place,
  permissions: readonly string[],
): Promise<{ operatorId: string; roleId: string }> {
  const [operatorId, roleId] = [newId(), newId()];
  const at = now();
  const stamps = { createdAt: at, updatedAt: at };
  const serial = next();
  await prisma.operator.create({
    data: {
      id: operatorId,
      organizationId: place.organizationId,
      email: `operator-${serial}@example.test`,
      name: `Operator ${serial}`,
      state: "active",
      ...stamps,
    },
    select: { id: true },
  });
  await prisma.role.create({
    data: { id: roleId, name: `Role ${serial}`, permissions: [...permissions], ...stamps },
    select: { id: true },
  });
  await prisma.roleGrant.create({
    data: { id: newId(), operatorId, roleId, organizationId: place.organizationId, createdAt: at },
    select: { id: true },
  });
  return { operatorId, roleId };
}

/** A fresh organization below the platform (or below `parent`) with an operator who holds `permissions` in it. */
export async function makeTenant(permissions: readonly string[], parent?: Place): Promise<Tenant> {
  const name = `Tenant ${next()}`;
  const place = await makeOrganization((parent ?? (await platform())).organizationId, name);
  return { ...place, name, ...(await makeOperator(place, permissions)) };
}

/**
 * An operator at work in `place`, as the door would make them: freshly stepped up, holding `permissions` there.
 * @param changes what differs from that.
 */
export function callerAt(
  place: Place,
  operatorId: string,
  permissions: readonly string[],
  changes: Partial<Caller> = {},
): Caller {
  const root = !place.path.includes(".");
  const scope: Scope = {
    kind: root ? "all" : "subtree",
    organizationId: place.organizationId,
    path: place.path,
  };
  return {
    actor: { type: "operator", operatorId, label: `operator ${operatorId.slice(-4)}`, sessionId: null },
    scope,
    grants: [{ path: place.path, permissions: new Set(permissions) }],
    requestId: newId(),
    address: "127.0.0.1",
    userAgent: "test",
    locale: "en",
    steppedUpAt: now(),
    ...changes,
  };
}

/** What an example needs to build a valid call: a tenant to act in and somebody from the platform. */
export type World = {
  platform: Place;
  tenant: Tenant;
  /** Every permission there is. */
  permissions: readonly string[];
};

/** A call that succeeds. */
export type Example = {
  input: Record<string, unknown>;
  /** Who makes it, where not just anybody with the permission may. */
  caller?: Caller;
  /** It names nothing that belongs to somebody, so there is nothing to keep from others. */
  targetless?: boolean;
  /** What somebody of another tenant gets for it, where that is not "not found". */
  strangerGets?: ErrorCode;
  /** What a repeat with the same key gets, where the act itself makes its input stale before the key is looked at. */
  repeatGets?: ErrorCode;
  /** Only the product itself may. */
  system?: boolean;
};

/** For each command, how to call it in a tenant; for each resource, how to make a row of it there. */
export type Examples = {
  commands: Record<string, (world: World) => Promise<Example>>;
  rows: Record<string, (world: World) => Promise<string>>;
};
