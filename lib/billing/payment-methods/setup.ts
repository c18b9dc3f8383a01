import { payerOf, recordPayer } from "@/lib/billing/payment-methods/payer";
import { asking } from "@/lib/commerce/providers/asking";
import { currentProvider } from "@/lib/commerce/providers/current";
import { type Caller, demand } from "@/lib/core/caller";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { env } from "@/lib/core/env";
import { notFound } from "@/lib/core/errors";
import { newId } from "@/lib/core/id";
import { contains } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";

/**
 * Opens a page of the provider on which an owner leaves a card or bank account; nothing is charged, and no number passes
 * through us. What is left there is kept when the provider tells of it.
 * @param of whose it will be: an organization's own, or that of a customer of it.
 * @returns where to go.
 * @throws not_found outside the caller's scope; forbidden; rule_violation without a provider; unavailable when it does not answer.
 */
export async function beginSetup(
  of: { organizationId: string; customerId?: string },
  caller: Caller,
): Promise<{ url: string }> {
  const { organizationId, customerId = null } = of;
  const [organization] = await prisma.$queryRaw<
    { name: string; email: string | null; path: string; currency: string | null }[]
  >`select name, email, path::text as path, currency from organization where id = ${organizationId}::uuid`;
  if (!organization || !contains(caller.scope, organization.path)) throw notFound();
  demand(caller, "billing.payment-methods.write", organization.path);
  const customer = customerId
    ? await prisma.customer.findFirst({
        where: { id: customerId, organizationId },
        select: { name: true, email: true, locale: true },
      })
    : null;
  if (customerId && !customer) throw notFound();
  const provider = currentProvider();
  const owner = { organizationId, customerId };
  const known = await payerOf(prisma, provider.name, owner);
  const person = customer ?? organization;
  const providerRef =
    known ??
    (await asking(() =>
      provider.createPayer(
        { ...owner, name: person.name, email: person.email },
        `payer:${customerId ?? organizationId}`,
      ),
    ));
  const payer = await perform(
    recordPayer,
    { ...owner, provider: provider.name, providerRef },
    await systemCaller("payment-method-setup"),
  );
  return asking(() =>
    provider.openSetup(
      {
        payerRef: payer.providerRef,
        currency: organization.currency ?? "USD",
        returnUrl: `${env().APP_URL}/payment/saved`,
        locale: customer?.locale ?? caller.locale,
      },
      `setup:${newId()}`,
    ),
  );
}
