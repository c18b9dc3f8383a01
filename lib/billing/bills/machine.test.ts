import "@/lib/core/testing/database";
import { describe, expect, test } from "vitest";
import { closeBill } from "@/lib/billing/bills/close";
import { issueBill } from "@/lib/billing/bills/issue";
import { type BillState, billMachine } from "@/lib/billing/bills/machine";
import { payBill } from "@/lib/billing/bills/pay";
import { reopenBill } from "@/lib/billing/bills/reopen";
import { voidBill } from "@/lib/billing/bills/void";
import { reasonOf, run, usd } from "@/lib/billing/testing/bill-desk";
import { makeBill, type Owner } from "@/lib/billing/testing/bills";
import { fundWallet } from "@/lib/commerce/testing/orders";
import { makeTenant, type Tenant } from "@/lib/core/testing/world";

describe("states", () => {
  const steps: Record<string, (billId: string, owner: Owner) => Promise<unknown>> = {
    "bills.issue": (billId) => run(issueBill, { billId }),
    "bills.pay": async (billId, owner) => {
      await fundWallet(owner, "100");
      return run(payBill, { billId });
    },
    "bills.close": (billId) => run(closeBill, { billId }),
    "bills.void": (billId) => run(voidBill, { billId, reason: "to try it" }),
    "bills.reopen": (billId) => run(reopenBill, { billId, reason: "to try it" }),
  };
  const reach: Partial<Record<BillState, (tenant: Tenant) => Promise<{ billId: string; owner: Owner }>>> = {
    to_issue: (tenant) => makeBill(tenant, "to_issue"),
    issued: (tenant) => makeBill(tenant, "issued"),
    to_pay: (tenant) => makeBill(tenant, "to_pay"),
    partially_paid: async (tenant) => {
      const made = await makeBill(tenant);
      await fundWallet(made.owner, "1");
      await run(payBill, { billId: made.billId, amount: usd("1") });
      return made;
    },
    settled: (tenant) => makeBill(tenant, "settled"),
    closed: async (tenant) => {
      const made = await makeBill(tenant, "settled");
      await run(closeBill, { billId: made.billId });
      return made;
    },
    void: async (tenant) => {
      const made = await makeBill(tenant);
      await run(voidBill, { billId: made.billId, reason: "to try it" });
      return made;
    },
  };

  test.each(Object.keys(billMachine.states) as BillState[])(
    "%s allows exactly what the machine says",
    async (state) => {
      const tenant = await makeTenant([]);
      for (const [command, step] of Object.entries(steps)) {
        const { billId, owner } = await reach[state]!(tenant);
        const allowed = Object.values(billMachine.moves).some(
          (move) => move.command === command && move.from.includes(state),
        );
        const outcome = await reasonOf(step(billId, owner));
        const expected = allowed ? ["succeeded"] : ["wrong_state", "billing.amount_not_positive"];
        expect(expected, `${command} from ${state}`).toContain(outcome);
      }
    },
  );
});
