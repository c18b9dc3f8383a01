import "@/lib/core/testing/database";
import { describe, expect, test } from "vitest";
import { documentNumber } from "@/lib/billing/bills/document-number";
import { issueBill } from "@/lib/billing/bills/issue";
import { billOf, reasonOf, run, trialBalance } from "@/lib/billing/testing/bill-desk";
import { makeBill, makeDraft } from "@/lib/billing/testing/bills";
import { prisma } from "@/lib/core/db";
import { makeTenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";

describe("numbers", () => {
  test("200 issued in parallel have no gap, though some of them fail", async () => {
    const tenant = await makeTenant([]);
    const ids: string[] = [];
    for (let index = 0; index < 200; index++) ids.push((await makeDraft(tenant)).billId);
    let broken = 0;
    const outcomes: string[] = [];
    const attempts = ids.flatMap((billId, index) => [
      // Taken and thrown away again.
      ...(index % 4 === 0
        ? [
            () =>
              inTransaction(async (tx) => {
                await documentNumber(tx, tenant.organizationId, "bill");
                broken++;
                throw new Error("broken off");
              }).catch(() => undefined),
          ]
        : []),
      () => reasonOf(run(issueBill, { billId })).then((outcome) => outcomes.push(outcome)),
      // A second click.
      ...(index % 5 === 0
        ? [() => reasonOf(run(issueBill, { billId })).then((outcome) => outcomes.push(outcome))]
        : []),
    ]);
    // As many at once as a busy server would let wait for a connection.
    const waiting = [...attempts];
    await Promise.all(
      Array.from({ length: 60 }, async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await next();
      }),
    );
    expect(broken).toBeGreaterThanOrEqual(50);
    expect(outcomes.filter((outcome) => outcome === "succeeded")).toHaveLength(200);
    expect(outcomes.filter((outcome) => outcome === "wrong_state")).toHaveLength(40);
    const numbers = await prisma.bill.findMany({
      where: { issuerId: tenant.organizationId, number: { not: null } },
      select: { number: true },
      orderBy: { number: "asc" },
    });
    expect(numbers.map(({ number }) => number)).toEqual(
      Array.from({ length: 200 }, (_, index) => `BILL-${String(index + 1).padStart(6, "0")}`),
    );
    // Another issuer counts for itself.
    const other = await makeBill(await makeTenant([]));
    expect((await billOf(other.billId)).number).toBe("BILL-000001");
    expect(await trialBalance()).toBe("0");
  }, 120_000);
});
