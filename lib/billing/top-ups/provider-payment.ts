import { requireFreePayment } from "@/lib/billing/top-ups/reference";
import { asking } from "@/lib/commerce/providers/asking";
import { providerNamed } from "@/lib/commerce/providers/current";
import { prisma } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import { Money } from "@/lib/core/money";

/**
 * Asks the provider about a payment somebody says came without a top-up: it must be there, paid, of exactly this amount, and
 * none that was begun here.
 * @param reference the provider's number of it.
 * @throws rule_violation saying what does not fit; conflict where a top-up has it; unavailable.
 */
export async function requirePaidAtProvider(reference: string, amount: Money): Promise<void> {
  await requireFreePayment(prisma, reference);
  const facts = await asking(() =>
    providerNamed("stripe").retrieve({ sessionRef: null, paymentRef: reference }),
  );
  if (!facts) throw refused("billing.payment_unknown", { reference });
  if (facts.attemptId) {
    const attempt = await prisma.paymentAttempt.findUnique({
      where: { id: facts.attemptId },
      select: { number: true },
    });
    if (attempt) throw refused("billing.payment_begun_here", { reference, number: attempt.number });
  }
  if (facts.status !== "paid" || !facts.received)
    throw refused("billing.payment_not_paid", { reference, status: facts.status });
  const received = Money.of(facts.received.amount, facts.received.currency);
  if (received.currency !== amount.currency || received.compare(amount) !== 0)
    throw refused("billing.payment_differs", {
      reference,
      received: `${received.amount.toFixed()} ${received.currency}`,
    });
}
