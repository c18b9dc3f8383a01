export const benefitKinds = ["access", "voucher", "report"] as const;

/** A benefit while it is edited: everything is text. */
export type BenefitDraft = {
  /** Tells the rows of the form apart. */
  key: string;
  kind: (typeof benefitKinds)[number];
  code: string;
  name: string;
  days: string;
  voucherTemplateId: string;
};

export type SkuDraft = {
  name: string;
  code: string;
  price: { amount: string; currency: string };
  taxRate: string;
  description: string;
  benefits: BenefitDraft[];
};

export const emptyBenefit = (key: string): BenefitDraft => ({
  key,
  kind: "access",
  code: "",
  name: "",
  days: "",
  voucherTemplateId: "",
});

/** The command's input. What is not a number stays text, and the command says what is wrong with it. */
export function skuInput({ benefits, ...draft }: SkuDraft): Record<string, unknown> {
  return {
    ...draft,
    price: { ...draft.price, amount: draft.price.amount.trim() },
    taxRate: draft.taxRate.trim(),
    benefits: benefits.map(({ kind, code, name, days, voucherTemplateId }) => ({
      kind,
      code,
      name,
      ...(kind === "access" && days.trim() !== ""
        ? { days: /^\d+$/.test(days.trim()) ? Number(days) : days }
        : {}),
      ...(kind === "voucher" ? { voucherTemplateId } : {}),
    })),
  };
}
