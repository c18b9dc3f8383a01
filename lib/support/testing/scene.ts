import type { Caller } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { AppError } from "@/lib/core/errors";
import { callerAt, makeOperator, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { allPermissions } from "@/lib/registry";

/** What the operators of an organization hold who ask for help: see, open, and nothing staff need. */
export const customerPermissions = [
  "support.tickets.read",
  "support.tickets.open",
  "governance.audit-entries.read",
  "governance.exports.create",
  "governance.exports.read",
];

/** Two people of the platform who answer, and an organization that asks. */
export type Scene = {
  tenant: Tenant;
  /** Somebody of the organization. */
  customer: Caller;
  agent: Caller;
  agentId: string;
  other: Caller;
  otherId: string;
};

/** A fresh organization below the platform with somebody who asks, and two of the platform who answer. */
export async function supportScene(): Promise<Scene> {
  const root = await platform();
  const tenant = await makeTenant(customerPermissions);
  const { operatorId: agentId } = await makeOperator(root, allPermissions);
  const { operatorId: otherId } = await makeOperator(root, allPermissions);
  const named = async (caller: Caller, operatorId: string): Promise<Caller> => {
    const { name } = await prisma.operator.findUniqueOrThrow({
      where: { id: operatorId },
      select: { name: true },
    });
    return { ...caller, actor: { type: "operator", operatorId, label: name, sessionId: null } };
  };
  return {
    tenant,
    customer: await named(callerAt(tenant, tenant.operatorId, customerPermissions), tenant.operatorId),
    agentId,
    agent: await named(callerAt(root, agentId, allPermissions), agentId),
    otherId,
    other: await named(callerAt(root, otherId, allPermissions), otherId),
  };
}

/** What went wrong. @throws Error when nothing did. */
export async function failureOf(attempt: Promise<unknown>): Promise<AppError> {
  const error = await attempt.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof AppError)) throw error ?? new Error("It succeeded.");
  return error;
}
