import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { type Examples, makeOperator } from "@/lib/core/testing/world";

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
      return { input: { operatorId } };
    },
    "operators.reset-totp": async ({ tenant }) => ({
      input: { operatorId: (await makeOperator(tenant, [])).operatorId, reason: "lost the phone" },
    }),
    "roles.create": async () => ({ input: { name: `Made ${newId()}`, permissions: [] } }),
    "roles.update": async () => ({ input: { roleId: await role(), name: `Renamed ${newId()}`, version: 1 } }),
    "roles.delete": async () => ({ input: { roleId: await role() } }),
  },
  rows: {
    operators: async ({ tenant }) => (await makeOperator(tenant, [])).operatorId,
    roles: () => role(),
  },
};
