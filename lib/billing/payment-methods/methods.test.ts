import "@/lib/core/testing/database";
import type Stripe from "stripe";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sdkFor, secretKey } from "@/e2e/stripe/testing/client";
import { detachMethod } from "@/lib/billing/payment-methods/detach";
import { expireDueMethods } from "@/lib/billing/payment-methods/expire";
import { forgetAtProvider } from "@/lib/billing/payment-methods/forget";
import { preferMethod } from "@/lib/billing/payment-methods/prefer";
import { beginSetup } from "@/lib/billing/payment-methods/setup";
import { takeInStripe } from "@/lib/commerce/payment-events/intake";
import { handleAll, sandbox } from "@/lib/commerce/testing/stripe";
import { withClock } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { callerAt, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { allPermissions } from "@/lib/registry";

let sdk: Stripe;
beforeAll(async () => {
  await platform();
  sdk = sdkFor(sandbox, secretKey);
});
afterAll(() => sandbox.stop());

const at = (tenant: Tenant, permissions: readonly string[] = allPermissions) =>
  callerAt(tenant, tenant.operatorId, permissions);

const methodsOf = (organizationId: string) =>
  prisma.paymentMethod.findMany({
    where: { organizationId },
    orderBy: { createdAt: "asc" },
    select: { id: true, last4: true, state: true, preferred: true, customerId: true, providerRef: true },
  });

/** What Stripe tells about an object, delivered and handled. */
async function hear(about: string): Promise<void> {
  for (const { body, signature } of await sandbox.controls.signedEvents({ about }))
    await takeInStripe(body, signature, null);
  await handleAll();
}

async function leaveCard(tenant: Tenant, number?: string, customerId?: string): Promise<void> {
  const { url } = await beginSetup({ organizationId: tenant.organizationId, customerId }, at(tenant));
  const session = url.split("/").at(-1)!;
  await sandbox.controls.pay({ session, number });
  const { setup_intent } = await sdk.checkout.sessions.retrieve(session, { expand: ["setup_intent"] });
  await hear(String((setup_intent as Stripe.SetupIntent).payment_method));
}

it("is left on the provider's page, the first is preferred, and another may be", async () => {
  const tenant = await makeTenant(allPermissions);
  await leaveCard(tenant);
  await leaveCard(tenant, "000123456789");
  const [card, bank] = await methodsOf(tenant.organizationId);
  expect([card, bank]).toMatchObject([
    { last4: "4242", state: "active", preferred: true, customerId: null },
    { last4: "6789", state: "active", preferred: false },
  ]);
  await Promise.all([
    perform(preferMethod, { paymentMethodId: bank!.id }, at(tenant)),
    perform(preferMethod, { paymentMethodId: card!.id }, at(tenant)),
    perform(preferMethod, { paymentMethodId: bank!.id }, at(tenant)),
  ]);
  expect((await methodsOf(tenant.organizationId)).filter((method) => method.preferred)).toHaveLength(1);
  // One payer, however often it was introduced.
  expect(await prisma.providerCustomer.count({ where: { organizationId: tenant.organizationId } })).toBe(1);
});

it("of a customer is the customer's", async () => {
  const tenant = await makeTenant(allPermissions);
  const customerId = await makeCustomer(tenant.organizationId);
  await leaveCard(tenant, undefined, customerId);
  expect(await methodsOf(tenant.organizationId)).toMatchObject([{ customerId, preferred: true }]);
  const other = await makeTenant(allPermissions);
  await expect(
    beginSetup({ organizationId: other.organizationId, customerId }, at(other)),
  ).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(beginSetup({ organizationId: tenant.organizationId }, at(other))).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(
    beginSetup({ organizationId: tenant.organizationId }, at(tenant, ["billing.payment-methods.read"])),
  ).rejects.toMatchObject({ code: "forbidden" });
});

it("that is forgotten here is forgotten there, and stays so whatever is told late", async () => {
  const tenant = await makeTenant(allPermissions);
  await leaveCard(tenant);
  const [card] = await methodsOf(tenant.organizationId);
  await perform(detachMethod, { paymentMethodId: card!.id, reason: "lost it" }, at(tenant));
  await hear(card!.providerRef);
  expect(await methodsOf(tenant.organizationId)).toMatchObject([{ state: "detached", preferred: false }]);
  await forgetAtProvider(card!.id);
  await forgetAtProvider(card!.id);
  expect((await sdk.paymentMethods.retrieve(card!.providerRef)).customer).toBeNull();
  await hear(card!.providerRef);
  expect(await methodsOf(tenant.organizationId)).toMatchObject([{ state: "detached" }]);
});

it("that is forgotten at the provider is not charged any more", async () => {
  const tenant = await makeTenant(allPermissions);
  await leaveCard(tenant);
  const [card] = await methodsOf(tenant.organizationId);
  await sdk.paymentMethods.detach(card!.providerRef);
  await hear(card!.providerRef);
  expect(await methodsOf(tenant.organizationId)).toMatchObject([{ state: "detached", preferred: false }]);
});

it("expires with its month", async () => {
  const tenant = await makeTenant(allPermissions);
  await leaveCard(tenant);
  const year = new Date().getUTCFullYear() + 3;
  await withClock(new Date(Date.UTC(year, 11, 31, 23)), () => expireDueMethods());
  expect(await methodsOf(tenant.organizationId)).toMatchObject([{ state: "active" }]);
  await withClock(new Date(Date.UTC(year + 1, 0, 1)), () => expireDueMethods());
  expect(await methodsOf(tenant.organizationId)).toMatchObject([{ state: "expired", preferred: false }]);
});
