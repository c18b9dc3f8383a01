import { orderExamples } from "@/lib/commerce/testing/orders";
import { paymentExamples } from "@/lib/commerce/testing/payments";
import { refundExamples } from "@/lib/commerce/testing/refunds";
import { voucherExamples } from "@/lib/commerce/testing/vouchers";
import type { Examples } from "@/lib/core/testing/world";

const parts = [orderExamples, paymentExamples, refundExamples, voucherExamples];

/** How the registry's tests call this module: one file a noun beside this one, gathered here. */
export const commerceExamples: Examples = {
  commands: Object.assign({}, ...parts.map((part) => part.commands)),
  rows: Object.assign({}, ...parts.map((part) => part.rows)),
};
