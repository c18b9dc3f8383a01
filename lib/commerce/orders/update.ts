import { z } from "zod";
import { claimReference } from "@/lib/billing/bank-references/claim";
import { foreignRef, orderNote } from "@/lib/commerce/orders/create";
import { command } from "@/lib/core/command";
import { conflict, notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";

const select = { number: true, note: true, externalRef: true, offlineRef: true, version: true } as const;

/** Changes what is written about an order: its note and the references others gave it. Never what was bought. */
export const updateOrder = command({
  name: "orders.update",
  permission: "commerce.orders.write",
  input: object({
    orderId: id,
    version: z.int().positive().optional(),
    note: orderNote.nullable().optional(),
    externalRef: foreignRef.nullable().optional(),
    offlineRef: foreignRef.nullable().optional(),
  }),
  scope: ofRow("order", (input) => input.orderId),
  async run({ input, tx, place, audit, now }) {
    const { orderId, version, ...fields } = input;
    const read = () => tx.order.findUnique({ where: { id: orderId }, select });
    const before = await read();
    if (!before) throw notFound();
    if (fields.externalRef && fields.externalRef !== before.externalRef) {
      const twin = await tx.order.findFirst({
        where: { organizationId: place.organizationId, externalRef: fields.externalRef },
        select: { id: true },
      });
      if (twin) throw conflict("commerce.external_ref_taken", { ref: fields.externalRef });
    }
    if (fields.offlineRef && fields.offlineRef !== before.offlineRef) {
      const offline = { id: orderId, paymentMethod: "offline" } as const;
      if ((await tx.order.count({ where: offline })) > 0)
        await claimReference(tx, fields.offlineRef, { orderId }, now);
    }
    await updateVersioned(
      version,
      ({ where, data }) =>
        tx.order.updateMany({
          where: { id: orderId, ...where },
          data: { ...fields, ...data, updatedAt: now },
        }),
      read,
    );
    const { version: newest, ...after } = (await read())!;
    audit.target({ type: "orders", id: orderId, label: after.number });
    audit.change({ ...before, version: null }, { ...after, version: null });
    return { orderId, version: newest };
  },
});
