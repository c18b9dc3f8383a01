import { days, hours } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { type Place, platformPlace } from "@/lib/core/scope";
import { demoPassword } from "@/lib/governance/auth/demo-help";
import { hashPassword } from "@/lib/governance/auth/password-hash";
import { sealSeed } from "@/lib/governance/auth/totp";
import { grantRole } from "@/lib/governance/operators/grant-role";
import { inviteOperator } from "@/lib/governance/operators/invite";
import type { RolePreset } from "@/lib/governance/roles/presets";
import { addressOf, type Stage } from "@/prisma/seed/demo/actors";
import { people, platformDomain, platformStaff } from "@/prisma/seed/demo/business";
import type { Dice } from "@/prisma/seed/demo/dice";
import type { DemoOrganization } from "@/prisma/seed/demo/organizations";
import { totpSeed } from "@/prisma/seed/demo/totp-seed";

export type DemoOperator = {
  operatorId: string;
  name: string;
  email: string;
  role: RolePreset;
  place: Place;
};

/** Forty people over all roles: the platform's staff, the resellers' agents and managers, and a few at customers. */
export async function seedOperators(
  stage: Stage,
  dice: Dice,
  today: Date,
  organizations: DemoOrganization[],
): Promise<DemoOperator[]> {
  const root = await platformPlace();
  const tenants = organizations.filter((each) => each.reseller);
  const customers = organizations.filter((each) => !each.reseller);
  const posts = [
    ...platformStaff.map(({ account, role }) => ({
      email: `${account}@${platformDomain}`,
      role,
      place: root,
    })),
    ...tenants.flatMap((tenant) => [
      { email: `agent@${tenant.domain}`, role: "agent" as const, place: tenant },
      { email: `manager@${tenant.domain}`, role: "ops_manager" as const, place: tenant },
      { email: `finance@${tenant.domain}`, role: "finance" as const, place: tenant },
    ]),
    ...customers.slice(0, people.length - platformStaff.length - tenants.length * 3).map((customer) => ({
      email: `console@${customer.domain}`,
      role: "read_only" as const,
      place: customer,
    })),
  ];
  const roles = new Map(
    (await prisma.role.findMany({ select: { id: true, preset: true } })).map((role) => [
      role.preset,
      role.id,
    ]),
  );
  const passwordHash = await hashPassword(demoPassword);
  const made: DemoOperator[] = [];
  for (const [index, { email, role, place }] of posts.entries()) {
    const name = people[index]!;
    const joined = new Date(today.getTime() - days(300 - index * 5) + hours(9));
    const inviter = made[0]
      ? await stage.operator(made[0].operatorId, made[0].name, root)
      : await stage.system();
    const { organizationId } = place;
    const locale = /[a-z]/i.test(name) ? "en" : "zh";
    const { operatorId } = await stage.act(
      `invite-${email}`,
      joined,
      inviteOperator,
      { email, name, organizationId, locale },
      inviter,
    );
    // Everybody but one newcomer accepted long ago; what they typed is no command's business to repeat.
    if (index < posts.length - 1) await accept(operatorId, email, joined, passwordHash);
    await stage.act(
      `grant-${email}`,
      new Date(joined.getTime() + hours(1)),
      grantRole,
      { operatorId, roleId: roles.get(role), organizationId },
      inviter,
    );
    made.push({ operatorId, name, email, role, place });
  }
  await seedSignIns(dice, today, made);
  return made;
}

async function accept(operatorId: string, email: string, at: Date, passwordHash: string): Promise<void> {
  await prisma.operator.update({
    where: { id: operatorId },
    data: {
      state: "active",
      passwordHash,
      passwordSetAt: at,
      totpSecret: sealSeed(operatorId, totpSeed(email)),
      totpEnrolledAt: at,
    },
    select: { id: true },
  });
  await prisma.accountLink.updateMany({ where: { operatorId, usedAt: null }, data: { usedAt: at } });
}

async function seedSignIns(dice: Dice, today: Date, operators: DemoOperator[]): Promise<void> {
  if ((await prisma.signIn.count()) > 0) return;
  const active = operators.slice(0, -1);
  const rows = active.flatMap((operator) =>
    Array.from({ length: 90 }, (_, index) => 90 - index)
      .filter((day) => dice.chance(isWeekend(today, day) ? 0.08 : 0.72))
      .flatMap((day) => {
        const at = new Date(today.getTime() - days(day) + hours(7) + dice.between(0, 9 * 3600) * 1000);
        const failed = dice.chance(0.06);
        return [
          ...(failed ? [signInRow(operator, "wrong_password", new Date(at.getTime() - 20_000))] : []),
          signInRow(operator, "succeeded", at),
        ];
      }),
  );
  await prisma.signIn.createMany({ data: rows });
  for (const operator of active) {
    const last = rows.filter((row) => row.operatorId === operator.operatorId).at(-1);
    if (last)
      await prisma.operator.update({
        where: { id: operator.operatorId },
        data: { lastSignInAt: last.createdAt },
        select: { id: true },
      });
  }
}

const isWeekend = (today: Date, daysAgo: number): boolean =>
  [0, 6].includes(new Date(today.getTime() - days(daysAgo)).getUTCDay());

const signInRow = (operator: DemoOperator, outcome: "succeeded" | "wrong_password", createdAt: Date) => ({
  id: newId(),
  organizationId: operator.place.organizationId,
  operatorId: operator.operatorId,
  email: operator.email,
  outcome,
  address: addressOf(operator.operatorId),
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/130.0 Safari/537.36",
  createdAt,
});
