import { prisma } from "@/lib/core/db";

/** The time zone an organization's days begin in (design section 5); the platform's where none is chosen. */
export async function timeZoneOf(organizationId: string | null): Promise<string> {
  const where = organizationId === null ? { parentId: null } : { id: organizationId };
  const row = await prisma.organization.findFirst({ where, select: { timeZone: true } });
  return row?.timeZone ?? "UTC";
}
