import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { days, now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { callerAt, makeOperator, makeTenant } from "@/lib/core/testing/world";
import { peopleSince } from "@/lib/governance/sessions/people";

it("counts who used the console since, each once, of the caller's own organizations", async () => {
  const [tenant, other] = [await makeTenant([]), await makeTenant([])];
  const { operatorId: colleague } = await makeOperator(tenant, []);
  const seen = (operatorId: string, lastSeenAt: Date, secondFactorAt: Date | null = lastSeenAt) =>
    prisma.session.create({
      data: {
        id: newId(),
        operatorId,
        deviceHash: newId(),
        address: "127.0.0.1",
        userAgent: "test",
        createdAt: lastSeenAt,
        lastSeenAt,
        expiresAt: new Date(lastSeenAt.getTime() + days(1)),
        secondFactorAt,
      },
      select: { id: true },
    });
  const today = now();
  const before = new Date(today.getTime() - days(2));
  await seen(tenant.operatorId, today);
  await seen(tenant.operatorId, today);
  await seen(colleague, before);
  await seen(colleague, today, null);
  await seen(other.operatorId, today);
  const reader = callerAt(tenant, tenant.operatorId, ["governance.sessions.read"]);
  expect(await peopleSince(new Date(today.getTime() - days(1)).toISOString(), reader)).toBe(1);
  expect(await peopleSince(new Date(today.getTime() - days(3)).toISOString(), reader)).toBe(2);
  await expect(
    peopleSince(today.toISOString(), callerAt(tenant, tenant.operatorId, [])),
  ).rejects.toMatchObject({ code: "forbidden" });
});
