import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";

/** A policy in force at an organization: one review before every call of a command. @returns its id. */
export async function makePolicy(organizationId: string, command: string): Promise<string> {
  const id = newId();
  await prisma.approvalPolicy.create({
    data: {
      id,
      organizationId,
      name: `${command} is looked at`,
      command,
      steps: [{ permission: "governance.approvals.review", label: "Review" }],
      createdAt: now(),
      updatedAt: now(),
    },
    select: { id: true },
  });
  return id;
}
