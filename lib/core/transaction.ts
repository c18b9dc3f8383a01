import { prisma, type Tx } from "@/lib/core/db";
import { Prisma } from "@/lib/core/generated/prisma/client";

const attempts = 4;

// Prisma's word for "write conflict or deadlock"; raw statements carry the SQLSTATE instead.
const clashed = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError &&
  (error.code === "P2034" || /40P01|40001/.test(JSON.stringify(error.meta ?? {})));

/**
 * One database transaction, begun again when it lost a deadlock. No network call may be made inside.
 * @param body what to do; it may run several times, each time in a fresh transaction.
 * @param timeout milliseconds after which it is rolled back.
 */
export async function inTransaction<T>(body: (tx: Tx) => Promise<T>, timeout = 30_000): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await prisma.$transaction(body, { maxWait: 15_000, timeout });
    } catch (error) {
      if (attempt >= attempts || !clashed(error)) throw error;
    }
  }
}
