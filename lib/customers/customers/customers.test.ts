import "@/lib/core/testing/database";
import { expect, test } from "vitest";
import { execute, perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { asRecords, list, record } from "@/lib/core/resource/list";
import { callerAt, makeTenant } from "@/lib/core/testing/world";
import { createCustomer } from "@/lib/customers/customers/create";
import { customers } from "@/lib/customers/customers/resource";
import { revealPhone } from "@/lib/customers/customers/reveal-phone";
import { updateCustomer } from "@/lib/customers/customers/update";
import { searchEverything } from "@/lib/governance/search/search";
import { allPermissions } from "@/lib/registry";

const world = async () => {
  const tenant = await makeTenant(allPermissions);
  const caller = callerAt(tenant, tenant.operatorId, allPermissions);
  const create = (input: Record<string, unknown>) =>
    perform(createCustomer, { name: "Ada", ...input }, caller);
  return { tenant, caller, create };
};

test("a number is kept encrypted, shown masked, found whole and revealed once with a reason", async () => {
  const { caller, create } = await world();
  const { customerId } = await create({ phone: "+86 138-0013 8000", email: "Ada@Example.test" });
  const row = await prisma.customer.findUniqueOrThrow({ where: { id: customerId } });
  expect(JSON.stringify(row)).not.toContain("13800138000");
  expect(row).toMatchObject({ email: "ada@example.test", phoneMasked: "+86•••••••8000" });
  expect(JSON.stringify(await record(customers, customerId, caller))).not.toContain("13800138000");

  for (const q of ["+8613800138000", "86 138 0013 8000", "138 0013 8000", "ada@example"]) {
    const found = await list(customers, { filters: {}, q }, caller);
    expect(
      asRecords(found).map(({ id }) => id),
      q,
    ).toEqual([customerId]);
  }
  const [hit] = (await searchEverything("+86 138 0013 8000", caller, "ops")).hits;
  expect(hit).toMatchObject({ resource: "customers", id: customerId });
  expect((await list(customers, { filters: {}, q: "00138000" }, caller)).rows).toEqual([]);

  const asked = { ...caller, idempotencyKey: newId(), requestId: newId() };
  const reveal = () => perform(revealPhone, { customerId, reason: "asked us to call" }, asked);
  expect(await reveal()).toEqual({ customerId, phone: "+8613800138000" });
  expect(await reveal()).toEqual({ customerId, phone: null });
  const trail = await prisma.auditEntry.findMany({ where: { targetId: customerId } });
  expect(JSON.stringify(trail)).not.toContain("13800138000");
  expect(trail.at(-1)).toMatchObject({ action: "customers.reveal-phone", reason: "asked us to call" });
});

test("phone, e-mail and reference belong to one customer of an organization, and may be used in another", async () => {
  const { caller, create } = await world();
  const contact = { phone: "+14155550123", email: "a@example.test", externalRef: "crm-1" };
  const { number } = await create(contact);
  const reasons = {
    phone: "customers.phone_taken",
    email: "customers.customer_email_taken",
    externalRef: "customers.external_ref_taken",
  };
  for (const [key, reason] of Object.entries(reasons))
    await expect(create({ [key]: Reflect.get(contact, key) })).rejects.toMatchObject({
      code: "conflict",
      reason,
      params: { number },
    });
  const { customerId } = await create({});
  await expect(
    perform(updateCustomer, { customerId, email: "A@example.test" }, caller),
  ).rejects.toMatchObject({ reason: "customers.customer_email_taken", params: { number } });
  await (await world()).create(contact);
});

test("of twenty who create the same customer at once one succeeds", async () => {
  const { create } = await world();
  const outcomes = await Promise.allSettled(
    Array.from({ length: 20 }, () => create({ email: "one@example.test" })),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const outcome of outcomes)
    if (outcome.status === "rejected")
      expect(outcome.reason).toMatchObject({ reason: "customers.customer_email_taken" });
});

test("a number without its country, or no number at all, is refused; null takes the number away", async () => {
  const { caller, create } = await world();
  for (const phone of ["4155550123", "+0123456789", "+12", "call me"])
    await expect(create({ phone })).rejects.toMatchObject({ code: "invalid_input" });
  const { customerId } = await create({ phone: "+14155550123" });
  await perform(updateCustomer, { customerId, phone: null }, caller);
  await expect(
    execute(revealPhone, { customerId, reason: "asked us to call" }, caller),
  ).rejects.toMatchObject({ reason: "customers.no_phone" });
});
