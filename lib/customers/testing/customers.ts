import { storedPhone } from "@/lib/core/crypto/phone";
import { newId } from "@/lib/core/id";
import { nextNumber } from "@/lib/core/numbers";
import type { Examples } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";

/**
 * A customer of an organization, with an e-mail address and a telephone number of their own.
 * @returns the customer's id.
 */
export async function makeCustomer(
  organizationId: string,
  changes: { state?: "active" | "suspended"; name?: string } = {},
): Promise<string> {
  const id = newId();
  const at = new Date();
  const digits = BigInt(`0x${id.replaceAll("-", "").slice(-10)}`)
    .toString()
    .padStart(13, "0");
  await inTransaction(async (tx) =>
    tx.customer.create({
      data: {
        id,
        number: await nextNumber(tx, "customer"),
        organizationId,
        name: "Ada Customer",
        email: `${id}@example.test`,
        ...storedPhone({ kind: "customer", id: id }, `+1${digits.slice(-12)}`),
        createdAt: at,
        updatedAt: at,
        ...changes,
      },
      select: { id: true },
    }),
  );
  return id;
}

export const customerExamples: Examples = {
  commands: {
    "customers.create": async ({ tenant }) => ({
      input: {
        name: "Ada Customer",
        organizationId: tenant.organizationId,
        email: "ada@example.test",
        phone: "+1 415 555 0123",
      },
    }),
    "customers.update": async ({ tenant }) => ({
      input: { customerId: await makeCustomer(tenant.organizationId), name: "Another name", version: 1 },
    }),
    "customers.suspend": async ({ tenant }) => ({
      input: { customerId: await makeCustomer(tenant.organizationId), reason: "does not pay" },
    }),
    "customers.reactivate": async ({ tenant }) => ({
      input: {
        customerId: await makeCustomer(tenant.organizationId, { state: "suspended" }),
        reason: "paid",
      },
    }),
    "customers.reveal-phone": async ({ tenant }) => ({
      input: { customerId: await makeCustomer(tenant.organizationId), reason: "asked us to call" },
    }),
    "customers.import": async ({ tenant }) => ({
      input: { csv: "name,email\nNorth,north@example.test\n", parentId: tenant.organizationId },
    }),
  },
  rows: { customers: async ({ tenant }) => makeCustomer(tenant.organizationId) },
};
