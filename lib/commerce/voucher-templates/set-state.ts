import { voucherTemplateMachine } from "@/lib/commerce/voucher-templates/machine";
import type { Run } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";

/** Moves a template between its states: the body of `archive` and `restore`. */
export async function setVoucherTemplateState(
  { input: { voucherTemplateId }, tx, audit, now }: Run<{ voucherTemplateId: string }>,
  move: "archive" | "restore",
) {
  const read = () =>
    tx.voucherTemplate.findUnique({ where: { id: voucherTemplateId }, select: { name: true, state: true } });
  const before = await read();
  if (!before) throw notFound();
  const state = await voucherTemplateMachine.move(
    move,
    ({ where, data }) =>
      tx.voucherTemplate.updateMany({
        where: { id: voucherTemplateId, ...where },
        data: { ...data, version: { increment: 1 }, updatedAt: now },
      }),
    read,
  );
  audit.target({ type: "voucher-templates", id: voucherTemplateId, label: before.name });
  audit.change({ state: before.state }, { state });
  return { voucherTemplateId, state };
}
