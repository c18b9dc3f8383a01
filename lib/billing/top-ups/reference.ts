import type { Tx } from "@/lib/core/db";
import { type AppError, conflict } from "@/lib/core/errors";
import { Prisma } from "@/lib/core/generated/prisma/client";

type Channel = "stripe" | "bank_transfer";

/**
 * One payment at a provider or bank is one top-up.
 * @param except the top-up that is being changed.
 * @throws conflict naming the one that has the reference.
 */
export async function requireFreeReference(
  tx: Tx,
  channel: Channel,
  reference: string,
  except?: string,
): Promise<void> {
  const twin = await tx.topUp.findFirst({
    where: {
      channel,
      channelRef: reference,
      state: { not: "closed" },
      ...(except ? { id: { not: except } } : {}),
    },
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
