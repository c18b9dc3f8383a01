import {
  checkVoucherTemplate,
  voucherTemplateFields,
  voucherTemplateName,
  voucherTemplateSelect,
} from "@/lib/commerce/voucher-templates/fields";
import { command } from "@/lib/core/command";
import { refused } from "@/lib/core/errors";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { Money, minorUnitDigits, money } from "@/lib/core/money";
import { nextNumber } from "@/lib/core/numbers";
import { inOrganization } from "@/lib/core/scope";

/** Defines a kind of voucher (admin-prd 3): what it is worth, for how long, for what, and when it is given by itself. */
export const createVoucherTemplate = command({
  name: "voucher-templates.create",
  permission: "commerce.voucher-templates.write",
  input: object({
    name: voucherTemplateName,
    amount: money,
    organizationId: id.optional(),
    ...voucherTemplateFields,
  }),
  scope: inOrganization((input) => input.organizationId),
  async run({ input, tx, place, audit, now }) {
    const { name, amount, minimumSpend, organizationId: _, ...fields } = input;
    const worth = Money.of(amount.amount, amount.currency);
    if (worth.isNegative || worth.isZero) throw refused("billing.amount_not_positive");
    if (worth.amount.decimalPlaces() > minorUnitDigits(worth.currency))
      throw refused("commerce.finer_than_minor_unit", { currency: worth.currency });
    checkVoucherTemplate({ currency: worth.currency, minimumSpend, ...fields });
    const created = await tx.voucherTemplate.create({
      data: {
        ...fields,
        id: newId(),
        number: await nextNumber(tx, "voucher_template"),
        organizationId: place.organizationId,
        name,
        amount: worth.amount,
        currency: worth.currency,
        minimumSpend: minimumSpend?.amount ?? null,
        createdAt: now,
        updatedAt: now,
      },
      select: voucherTemplateSelect,
    });
    audit.target({ type: "voucher-templates", id: created.id, label: created.name });
    audit.change(null, created);
    return { voucherTemplateId: created.id, number: created.number, version: created.version };
  },
});
