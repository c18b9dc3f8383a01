import "@/lib/core/testing/database";
import { expect, it } from "vitest";
import { paymentEvents } from "@/lib/commerce/payment-events/resource";
import { now } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { list } from "@/lib/core/resource/list";
import { systemCaller } from "@/lib/core/system";
import { platform } from "@/lib/core/testing/world";

it("an event is found by the whole of its id, of what it is about, and of its type", async () => {
  await platform();
  const common = { provider: "stripe", signatureState: "valid" as const, payload: {}, receivedAt: now() };
  await prisma.paymentEvent.createMany({
    data: ["charge.refunded", "refund.failed"].map((type, index) => ({
      ...common,
      id: newId(),
      type,
      providerEventId: `evt_${index}`,
      objectRef: `pi_${index}`,
    })),
  });
  const caller = await systemCaller("test");
  const found = async (q: string) => {
    const { rows } = await list(paymentEvents, { q, columns: ["type"], filters: {} }, caller);
    return rows.map(([, type]) => type);
  };
  for (const words of ["evt_1", "pi_1", "refund.failed"])
    expect(await found(words)).toEqual(["refund.failed"]);
  // Parts of them would mean reading every event there is.
  for (const words of ["evt_", "pi_", "refund"]) expect(await found(words)).toEqual([]);
});
