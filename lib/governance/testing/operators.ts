import { after, minutes, now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { type Examples, makeOperator } from "@/lib/core/testing/world";
import { attemptKeys } from "@/lib/governance/auth/attempts";
import { authSetting } from "@/lib/governance/auth/auth-setting";

async function role(permissions: string[] = []): Promise<string> {
  const id = newId();
  await prisma.role.create({
    data: { id, name: `Example ${id}`, permissions, createdAt: now(), updatedAt: now() },
    select: { id: true },
  });
  return id;
}

const setState = (operatorId: string, state: "invited" | "disabled") =>
  prisma.operator.update({ where: { id: operatorId }, data: { state }, select: { id: true } });

/** As if so many codes of theirs had been wrong that the account is locked for ten minutes. */
export async function lockOut(operatorId: string): Promise<void> {
  const { accountFailures } = await authSetting(prisma);
  const [key = ""] = attemptKeys("code", operatorId);
  const row = { points: accountFailures + 1, expire: BigInt(after(now(), minutes(10)).getTime()) };
  await prisma.rateLimit.upsert({
    where: { key },
    create: { key, ...row },
    update: row,
    select: { key: true },
  });
}

export const operatorExamples: Examples = {
  commands: {
    "platform.found": async ({ permissions }) => ({
      input: { name: "Platform", permissions },
      system: true,
    }),
    "operators.invite": async ({ tenant }) => ({
      input: { email: `${newId()}@example.test`, name: "New Person", organizationId: tenant.organizationId },
    }),
    "operators.resend-invitation": async ({ tenant }) => {
      const { operatorId } = await makeOperator(tenant, []);
      await setState(operatorId, "invited");
      return { input: { operatorId } };
    },
    "operators.grant-role": async ({ tenant }) => ({
      input: {
        operatorId: (await makeOperator(tenant, [])).operatorId,
        roleId: await role(),
        organizationId: tenant.organizationId,
      },
    }),
    "operators.revoke-role": async ({ tenant }) => ({
      input: { ...(await makeOperator(tenant, [])), organizationId: tenant.organizationId },
    }),
    "operators.disable": async ({ tenant }) => ({
      input: { operatorId: (await makeOperator(tenant, [])).operatorId, reason: "left the company" },
    }),
    "operators.enable": async ({ tenant }) => {
      const { operatorId } = await makeOperator(tenant, []);
      await setState(operatorId, "disabled");
      return { input: { operatorId, reason: "came back" } };
    },
    "operators.update": async ({ tenant }) => ({
      input: { operatorId: (await makeOperator(tenant, [])).operatorId, name: "Another Name", version: 1 },
    }),
    "operators.reset-totp": async ({ tenant }) => ({
      input: { operatorId: (await makeOperator(tenant, [])).operatorId, reason: "lost the phone" },
    }),
    "operators.unlock": async ({ tenant }) => {
      const { operatorId } = await makeOperator(tenant, []);
      await lockOut(operatorId);
      return { input: { operatorId, reason: "they called and were known" } };
    },
    "roles.create": async () => ({ input: { name: `Made ${newId()}`, permissions: [] } }),
    "roles.update": async () => ({ input: { roleId: await role(), name: `Renamed ${newId()}`, version: 1 } }),
    "roles.delete": async () => ({ input: { roleId: await role() } }),
  },
  rows: {
    operators: async ({ tenant }) => (await makeOperator(tenant, [])).operatorId,
    roles: () => role(),
  },
};
