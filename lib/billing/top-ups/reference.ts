import type { Tx } from "@/lib/core/db";
import { type AppError, conflict } from "@/lib/core/errors";
import { Prisma } from "@/lib/core/generated/prisma/client";

/**
 * One payment at a provider is one top-up. What came to the bank account is kept apart (`lib/billing/bank-references`).
 * @throws conflict naming the top-up that has the reference.
 */
export async function requireFreePayment(tx: Pick<Tx, "topUp">, reference: string): Promise<void> {
  const twin = await tx.topUp.findFirst({
    where: { channel: "stripe", channelRef: reference, state: { not: "closed" } },
    select: { number: true },
  });
  if (twin) throw conflict("billing.reference_taken", { reference, number: twin.number });
}

/** What the database's own refusal of a second reference says, when two came at the same moment. */
export function inWordsOfReference(error: unknown, reference: string): AppError | unknown {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002"
    ? conflict("billing.reference_taken_now", { reference })
    : error;
}
