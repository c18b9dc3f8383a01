import "@/lib/core/testing/database";
import { afterEach, beforeAll, expect, it } from "vitest";
import { after, hours, minutes } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { kysely, prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { systemCaller } from "@/lib/core/system";
import { makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { authSetting } from "@/lib/governance/auth/auth-setting";
import { sessionEndsAt } from "@/lib/governance/sessions/ends-at";
import { effectiveExpiry } from "@/lib/governance/sessions/limits";
import { forgetSettings } from "@/lib/settings/settings/read";
import { updateSetting } from "@/lib/settings/settings/update";

let tenant: Tenant;

beforeAll(async () => {
  await platform();
  tenant = await makeTenant([]);
});

afterEach(forgetSettings);

const begun = new Date("2026-03-02T08:00:00.000Z");

/** When a session ends by the rule of one request, and by the rule of statements that read many. */
async function bothRules(seenAfter: number): Promise<{ rule: Date; statement: Date }> {
  const lastSeenAt = after(begun, seenAfter);
  const rule = effectiveExpiry(begun, lastSeenAt, await authSetting(prisma));
  const id = newId();
  await prisma.session.create({
    data: {
      id,
      operatorId: tenant.operatorId,
      deviceHash: id,
      address: "127.0.0.1",
      userAgent: "test",
      createdAt: begun,
      lastSeenAt,
      secondFactorAt: begun,
      // As if the limits had been longer when it was last used.
      expiresAt: after(begun, hours(500)),
    },
    select: { id: true },
  });
  const row = await kysely
    .selectFrom("session")
    .select(sessionEndsAt.as("endsAt"))
    .where("id", "=", id)
    .executeTakeFirstOrThrow();
  return { rule, statement: row.endsAt };
}

const limits = [
  { idleMinutes: undefined, absoluteHours: undefined },
  { idleMinutes: 5, absoluteHours: 1 },
  { idleMinutes: 1440, absoluteHours: 168 },
];

it.each(limits)(
  "ends a session at the same moment by both rules (idle $idleMinutes, at all $absoluteHours)",
  async (limit) => {
    if (limit.idleMinutes)
      await perform(updateSetting, { key: "auth", value: limit }, await systemCaller("test"));
    forgetSettings();
    const { idleMinutes, absoluteHours } = await authSetting(prisma);
    const [idle, absolute] = [minutes(idleMinutes), hours(absoluteHours)];
    const lately = absolute - idle / 2;
    // Not used again: idle. Used until shortly before the end: the absolute limit.
    expect(await bothRules(0)).toEqual({
      rule: after(begun, Math.min(idle, absolute)),
      statement: after(begun, Math.min(idle, absolute)),
    });
    expect(await bothRules(lately)).toEqual({
      rule: after(begun, absolute),
      statement: after(begun, absolute),
    });
    const { rule, statement } = await bothRules(absolute - idle);
    expect(statement).toEqual(rule);
  },
);
