import { commercePermissions } from "@/lib/commerce/permissions";
import { failRefund } from "@/lib/commerce/refunds/fail";
import { loseRefundAnswer } from "@/lib/commerce/refunds/lose-answer";
import { refundMachine } from "@/lib/commerce/refunds/machine";
import { requestRefund } from "@/lib/commerce/refunds/request";
import { refunds } from "@/lib/commerce/refunds/resource";
import { settleRefund } from "@/lib/commerce/refunds/settle";
import { voucherIssues } from "@/lib/commerce/voucher-issues/resource";
import { archiveVoucherTemplate } from "@/lib/commerce/voucher-templates/archive";
import { createVoucherTemplate } from "@/lib/commerce/voucher-templates/create";
import { voucherTemplateMachine } from "@/lib/commerce/voucher-templates/machine";
import { voucherTemplates } from "@/lib/commerce/voucher-templates/resource";
import { restoreVoucherTemplate } from "@/lib/commerce/voucher-templates/restore";
import { updateVoucherTemplate } from "@/lib/commerce/voucher-templates/update";
import { beginVoucherOccasion } from "@/lib/commerce/vouchers/begin-occasion";
import { endVouchers } from "@/lib/commerce/vouchers/end-due";
import { failVoucherIssue } from "@/lib/commerce/vouchers/fail-issue";
import { issueVouchers } from "@/lib/commerce/vouchers/issue";
import { issueVoucherBatch } from "@/lib/commerce/vouchers/issue-batch";
import { voucherIssueMachine, voucherMachine } from "@/lib/commerce/vouchers/machine";
import { vouchers } from "@/lib/commerce/vouchers/resource";
import { voidVoucher } from "@/lib/commerce/vouchers/void";
import { module } from "@/lib/core/module";

/** What is sold: orders, payments, refunds, benefits, vouchers. */
export const commerce = module({
  name: "commerce",
  optional: true,
  permissions: commercePermissions,
  commands: [
    requestRefund,
    settleRefund,
    failRefund,
    loseRefundAnswer,
    createVoucherTemplate,
    updateVoucherTemplate,
    archiveVoucherTemplate,
    restoreVoucherTemplate,
    issueVouchers,
    issueVoucherBatch,
    failVoucherIssue,
    beginVoucherOccasion,
    voidVoucher,
    endVouchers,
  ],
  resources: [refunds, voucherTemplates, vouchers, voucherIssues],
  machines: [refundMachine, voucherTemplateMachine, voucherMachine, voucherIssueMachine],
  menu: [
    { key: "refunds", path: "commerce/refunds", permission: "commerce.refunds.read", icon: "undo-2" },
    { key: "vouchers", path: "commerce/vouchers", permission: "commerce.vouchers.read", icon: "gift" },
  ],
});
