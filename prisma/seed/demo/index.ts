import { hours, now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { Stage } from "@/prisma/seed/demo/actors";
import { seedApprovals } from "@/prisma/seed/demo/approvals";
import { dice } from "@/prisma/seed/demo/dice";
import { seedHistory } from "@/prisma/seed/demo/history";
import { seedOperators } from "@/prisma/seed/demo/operators";
import { seedOrganizations } from "@/prisma/seed/demo/organizations";

/** Bumped when the demo business changes so much that it should be told anew. */
const marker = "demo-business";

/**
 * Writes the demo business, once per database. The same story on every machine, ending today.
 * @returns whether it was written now.
 */
export async function seedDemo(): Promise<boolean> {
  if (await prisma.setting.findFirst({ where: { key: marker }, select: { version: true } })) return false;
  const at = now();
  const today = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()));
  const stage = new Stage();
  const luck = dice(20_261_121);
  const organizations = await seedOrganizations(stage, luck, today);
  const operators = await seedOperators(stage, luck, today, organizations);
  await seedHistory(stage, luck, today, organizations, operators);
  await seedApprovals(stage, today, organizations, operators);
  // What followed from these acts followed long ago.
  await prisma.$executeRaw`
    update outbox_event set sent_at = created_at, attempts = 1
    where sent_at is null and created_at < ${new Date(at.getTime() - hours(1))}`;
  await prisma.$executeRaw`
    update outgoing_mail set state = 'kept' where state = 'queued' and created_at < ${new Date(at.getTime() - hours(1))}`;
  await prisma.setting.create({
    data: { key: marker, version: 1, value: { writtenAt: at.toISOString() }, createdAt: at },
    select: { key: true },
  });
  return true;
}
