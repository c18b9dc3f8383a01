import { expireGrant } from "@/lib/commerce/benefit-grants/expire";
import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { log } from "@/lib/core/log";
import { systemCaller } from "@/lib/core/system";

const batchSize = 100;

/**
 * Ends all access whose time is over; one failure stops none of the others.
 * @returns how many ended, and how many could not be ended.
 */
export async function expireDueGrants(): Promise<{ done: number; failed: number }> {
  const at = now();
  const caller = await systemCaller("expire-grants");
  let [done, failed, last] = [0, 0, "00000000-0000-0000-0000-000000000000"];
  for (;;) {
    const batch = await prisma.benefitGrant.findMany({
      where: { state: "granted", expiresAt: { lte: at }, id: { gt: last } },
      orderBy: { id: "asc" },
      take: batchSize,
      select: { id: true },
    });
    for (const { id: benefitGrantId } of batch)
      await perform(expireGrant, { benefitGrantId }, caller).then(
        () => (done += 1),
        (error: unknown) => {
          failed += 1;
          log().error({ err: error, benefitGrantId }, "access could not be ended");
        },
      );
    if (batch.length < batchSize) return { done, failed };
    last = batch.at(-1)!.id;
  }
}
