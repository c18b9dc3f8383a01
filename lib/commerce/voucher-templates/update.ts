import { z } from "zod";
import {
  checkVoucherTemplate,
  voucherTemplateFields,
  voucherTemplateName,
  voucherTemplateSelect,
} from "@/lib/commerce/voucher-templates/fields";
import { command } from "@/lib/core/command";
import { notFound } from "@/lib/core/errors";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";
import { updateVersioned } from "@/lib/core/versioned";

/** Changes a kind of voucher for those issued from now on; what one is worth stays as it is. */
export const updateVoucherTemplate = command({
  name: "voucher-templates.update",
  permission: "commerce.voucher-templates.write",
  input: object({
    voucherTemplateId: id,
    version: z.int().positive().optional(),
    name: voucherTemplateName.optional(),
    ...voucherTemplateFields,
  }),
  scope: ofRow("voucher_template", (input) => input.voucherTemplateId),
  async run({ input: { voucherTemplateId, version, minimumSpend, ...fields }, tx, audit, now }) {
    const where = { id: voucherTemplateId };
    const read = () => tx.voucherTemplate.findUnique({ where, select: voucherTemplateSelect });
    const before = await read();
    if (!before) throw notFound();
    checkVoucherTemplate({
      currency: before.currency,
      minimumSpend,
      trigger: fields.trigger ?? before.trigger,
      triggerDay: fields.triggerDay === undefined ? before.triggerDay : fields.triggerDay,
    });
    await updateVersioned(
      version,
      ({ where, data }) =>
        tx.voucherTemplate.updateMany({
          where: { id: voucherTemplateId, ...where },
          data: {
            ...fields,
            ...(minimumSpend === undefined ? {} : { minimumSpend: minimumSpend?.amount ?? null }),
            ...data,
            updatedAt: now,
          },
        }),
      read,
    );
    const after = await tx.voucherTemplate.findUniqueOrThrow({ where, select: voucherTemplateSelect });
    audit.target({ type: "voucher-templates", id: voucherTemplateId, label: after.name });
    audit.change({ ...before, version: null }, { ...after, version: null });
    return { voucherTemplateId, version: after.version };
  },
});
