import { z } from "zod";
import { command } from "@/lib/core/command";
import { id, newId } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { bySystem, ofRow } from "@/lib/core/scope";

/**
 * A template's own occasion has come: somebody signed up, or its day of the year is here (admin-prd 3: given by itself). An
 * occasion counts once, whoever notices it first.
 */
export const beginVoucherOccasion = command({
  name: "vouchers.begin-occasion",
  permission: null,
  approvable: false,
  input: object({
    voucherTemplateId: id,
    /** "sign_up:<customer>" or "date:2026-10-24". */
    occasion: z.string().regex(/^(sign_up|date):[\w-]+$/),
    /** For a sign-up, who it was. */
    customerId: id.optional(),
  }),
  scope: bySystem(ofRow("voucher_template", (input) => input.voucherTemplateId)),
  async run({ input: { voucherTemplateId, occasion, customerId }, tx, place, audit, emit, now }) {
    const template = await tx.voucherTemplate.findUniqueOrThrow({
      where: { id: voucherTemplateId },
      select: { name: true },
    });
    const issueId = newId();
    const { count } = await tx.voucherIssue.createMany({
      data: {
        id: issueId,
        organizationId: place.organizationId,
        templateId: voucherTemplateId,
        target: occasion.split(":")[0]!,
        customerIds: customerId ? [customerId] : [],
        occasion,
        createdAt: now,
      },
      skipDuplicates: true,
    });
    audit.target({ type: "voucher-templates", id: voucherTemplateId, label: template.name });
    audit.change(null, { occasion, begun: count === 1 });
    if (count === 1) emit("voucher-issues/begun", { issueId, organizationId: place.organizationId });
    return { begun: count === 1 };
  },
});
