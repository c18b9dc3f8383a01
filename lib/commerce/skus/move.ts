import { skuMachine } from "@/lib/commerce/skus/machine";
import type { Run } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";

/** Makes one of a SKU's moves and tells the trail. @throws conflict, not_found. */
export async function moveSku(
  move: keyof typeof skuMachine.moves,
  skuId: string,
  { tx, audit, now }: Pick<Run<unknown>, "tx" | "audit" | "now">,
) {
  const read = () => tx.sku.findUnique({ where: { id: skuId }, select: { name: true, state: true } });
  const before = await read();
  if (!before) throw notFound();
  const state = await skuMachine.move(
    move,
    ({ where, data }) =>
      tx.sku.updateMany({
        where: { id: skuId, ...where },
        data: { ...data, version: { increment: 1 }, updatedAt: now },
      }),
    read,
  );
  audit.target({ type: "skus", id: skuId, label: before.name });
  audit.change({ state: before.state }, { state });
  return { skuId, state };
}
