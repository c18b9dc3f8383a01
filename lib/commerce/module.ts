import { commercePermissions } from "@/lib/commerce/permissions";
import { failRefund } from "@/lib/commerce/refunds/fail";
import { loseRefundAnswer } from "@/lib/commerce/refunds/lose-answer";
import { refundMachine } from "@/lib/commerce/refunds/machine";
import { requestRefund } from "@/lib/commerce/refunds/request";
import { refunds } from "@/lib/commerce/refunds/resource";
import { settleRefund } from "@/lib/commerce/refunds/settle";
import { module } from "@/lib/core/module";

/** What is sold: orders, payments, refunds, benefits, vouchers. */
export const commerce = module({
  name: "commerce",
  optional: true,
  permissions: commercePermissions,
  commands: [requestRefund, settleRefund, failRefund, loseRefundAnswer],
  resources: [refunds],
  machines: [refundMachine],
  menu: [{ key: "refunds", path: "commerce/refunds", permission: "commerce.refunds.read", icon: "undo-2" }],
});
