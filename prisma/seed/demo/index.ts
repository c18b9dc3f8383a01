import { z } from "zod";
import { hours, now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Stage } from "@/prisma/seed/demo/actors";
import { seedApprovals } from "@/prisma/seed/demo/approvals";
import { dice } from "@/prisma/seed/demo/dice";
import { seedFieldService } from "@/prisma/seed/demo/field-service";
import { seedHistory } from "@/prisma/seed/demo/history";
import { seedMoney } from "@/prisma/seed/demo/money/index";
import { seedOperators } from "@/prisma/seed/demo/operators";
import { seedOrganizations } from "@/prisma/seed/demo/organizations";
import { seedSupport } from "@/prisma/seed/demo/support/index";

/** The chapters of the demo, each told once per database: one that is older gets those that were written since. */
const chapters: readonly { marker: string; tell: (stage: Stage, today: Date) => Promise<void> }[] = [
  { marker: "demo-business", tell: seedBusiness },
  { marker: "demo-money", tell: seedMoney },
  { marker: "demo-field-service", tell: seedFieldService },
  { marker: "demo-support", tell: seedSupport },
];

async function seedBusiness(stage: Stage, today: Date): Promise<void> {
  const luck = dice(20_261_121);
  const organizations = await seedOrganizations(stage, luck, today);
  const operators = await seedOperators(stage, luck, today, organizations);
  await seedHistory(stage, luck, today, organizations, operators);
  await seedApprovals(stage, today, organizations, operators);
}

/**
 * Writes the demo business, each chapter once per database. The same story on every machine, ending today.
 * @param setStage where it is told.
 * @returns whether any of it was written now.
 */
export async function seedDemo(setStage: () => Promise<Stage> = Stage.set): Promise<boolean> {
  let written = false;
  for (const { marker, tell } of chapters) {
    if (await prisma.setting.findFirst({ where: { key: marker }, select: { version: true } })) continue;
    const at = now();
    const first = await begin(marker, at);
    await tell(await setStage(), new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate())));
    await settle(first, new Date(at.getTime() - hours(1)));
    await prisma.setting.create({
      data: { key: marker, version: 1, value: { writtenAt: at.toISOString() }, createdAt: at },
      select: { key: true },
    });
    written = true;
  }
  return written;
}

/**
 * Ids rise with the time they are made at: what comes after this one is the chapter's.
 * @returns the one of its first try, when that was interrupted.
 */
async function begin(marker: string, at: Date): Promise<string> {
  const key = `${marker}-begun`;
  const earlier = await prisma.setting.findFirst({ where: { key }, select: { value: true } });
  if (earlier) return z.object({ first: z.uuid() }).parse(earlier.value).first;
  const first = newId();
  await prisma.setting.create({
    data: { key, version: 1, value: { first }, createdAt: at },
    select: { key: true },
  });
  return first;
}

/** What followed from these acts followed long ago. */
async function settle(first: string, before: Date): Promise<void> {
  await prisma.$executeRaw`
    update outbox_event set sent_at = created_at, attempts = 1
    where sent_at is null and id > ${first}::uuid and created_at < ${before}`;
  await prisma.$executeRaw`
    update outgoing_mail set state = 'kept'
    where state = 'queued' and id > ${first}::uuid and created_at < ${before}`;
}
