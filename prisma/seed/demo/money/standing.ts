import { createAutoRecharge } from "@/lib/billing/auto-recharges/create";
import { stopAutoRecharge } from "@/lib/billing/auto-recharges/stop";
import { recordPayer } from "@/lib/billing/payment-methods/payer";
import { syncMethod } from "@/lib/billing/payment-methods/sync";
import { freezeWallet } from "@/lib/billing/wallets/freeze";
import { setCreditLimit } from "@/lib/billing/wallets/set-credit-limit";
import { resendGrant } from "@/lib/commerce/benefit-grants/resend";
import { revokeGrant } from "@/lib/commerce/benefit-grants/revoke";
import { after, hours, minutes } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import type { Cast } from "@/prisma/seed/demo/money/cast";
import { price } from "@/prisma/seed/demo/money/catalogue";
import type { Person } from "@/prisma/seed/demo/money/customers";
import { providerRef } from "@/prisma/seed/demo/money/provider";

const cards = [
  { brand: "visa", last4: "4242" },
  { brand: "mastercard", last4: "4444" },
  { brand: "amex", last4: "0005" },
  { brand: "unionpay", last4: "0005" },
];

/** What was set up of late and stands: kept cards, wallets that fill themselves, credit, a frozen wallet, a grant taken back. */
export async function seedStanding(cast: Cast, people: readonly Person[], latest: Date): Promise<void> {
  await keepCards(cast, people, latest);
  const { stage } = cast;
  const finance = await cast.staff("finance");
  const wallets = await prisma.wallet.findMany({
    where: { owner: "organization", state: "active" },
    orderBy: { number: "asc" },
    take: 4,
    select: { id: true, currency: true },
  });
  for (const [index, { id: walletId, currency }] of wallets.slice(0, 3).entries()) {
    const creditLimit = { amount: String(price(1000 * (index + 1), currency)), currency };
    const input = { walletId, creditLimit, reason: "Agreed in the yearly contract." };
    await stage.act(`credit-${index}`, after(latest, -hours(70 - index)), setCreditLimit, input, finance);
  }
  const frozen = wallets[3];
  if (frozen) {
    const input = { walletId: frozen.id, reason: "The owner's bank asked us to hold everything." };
    await stage.act("freeze", after(latest, -hours(30)), freezeWallet, input, finance);
  }
  const support = await cast.staff("support");
  const operations = await cast.staff("operations");
  const [first, second] = await prisma.benefitGrant.findMany({
    where: { kind: "access", state: "granted", createdAt: { lt: after(latest, -hours(80)) } },
    orderBy: { number: "desc" },
    take: 2,
    select: { id: true },
  });
  if (first)
    await stage.act(
      "grant-revoke",
      after(latest, -hours(50)),
      revokeGrant,
      { benefitGrantId: first.id, reason: "Shared with people outside of the company." },
      operations,
    );
  if (second)
    await stage.act(
      "grant-resend",
      after(latest, -hours(48)),
      resendGrant,
      { benefitGrantId: second.id, reason: "Did not find the mail." },
      support,
    );
}

async function keepCards(cast: Cast, people: readonly Person[], latest: Date): Promise<void> {
  const { stage, system } = cast;
  const owners = people.filter(({ currency, cash }) => currency === "USD" && cash >= 60).slice(0, 8);
  const finance = await cast.staff("finance");
  for (const [index, { customerId, house }] of owners.entries()) {
    const key = `card-${index}`;
    const at = after(latest, -hours(300 - index * 9));
    const payerRef = providerRef("cus", key);
    const payer = {
      organizationId: house.organizationId,
      customerId,
      provider: "stripe",
      providerRef: payerRef,
    };
    await stage.act(`${key}:payer`, at, recordPayer, payer, system);
    const facts = {
      providerRef: providerRef("pm", key),
      payerRef,
      kind: "card",
      ...cards[index % cards.length],
      expiryMonth: 1 + index,
      // One has run out, the others live for years.
      expiryYear: latest.getUTCFullYear() + (index === 7 ? -1 : 3),
    };
    await stage.act(
      `${key}:method`,
      after(at, minutes(1)),
      syncMethod,
      { provider: "stripe", facts },
      system,
    );
    if (index > 4) continue;
    const { id: walletId } = await prisma.wallet.findFirstOrThrow({
      where: { customerId, currency: "USD" },
      select: { id: true },
    });
    const { id: paymentMethodId } = await prisma.paymentMethod.findUniqueOrThrow({
      where: { provider_providerRef: { provider: "stripe", providerRef: facts.providerRef } },
      select: { id: true },
    });
    const usd = (amount: string) => ({ amount, currency: "USD" });
    const { autoRechargeId } = await stage.act(
      `${key}:rule`,
      after(at, minutes(2)),
      createAutoRecharge,
      {
        walletId,
        paymentMethodId,
        // Below what the wallets have: nobody's card is charged because a demo was started.
        threshold: usd("5"),
        amount: usd(index % 2 === 0 ? "50" : "100"),
        monthlyLimit: index === 3 ? null : usd("400"),
      },
      finance,
    );
    if (index === 4)
      await stage.act(
        `${key}:stop`,
        after(at, hours(20)),
        stopAutoRecharge,
        { autoRechargeId, reason: "The owner asked for it." },
        finance,
      );
  }
}
