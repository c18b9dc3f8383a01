import { carryOutGrant } from "@/lib/commerce/benefit-grants/carry-out";
import { expireGrant } from "@/lib/commerce/benefit-grants/expire";
import { grantBenefit } from "@/lib/commerce/benefit-grants/grant";
import { benefitGrantMachine } from "@/lib/commerce/benefit-grants/machine";
import { resendGrant } from "@/lib/commerce/benefit-grants/resend";
import { benefitGrants } from "@/lib/commerce/benefit-grants/resource";
import { revokeGrant } from "@/lib/commerce/benefit-grants/revoke";
import { deliveryMachine } from "@/lib/commerce/deliveries/machine";
import { deliveries } from "@/lib/commerce/deliveries/resource";
import { settleDelivery } from "@/lib/commerce/deliveries/settle";
import { cancelOrder } from "@/lib/commerce/orders/cancel";
import { createOrder } from "@/lib/commerce/orders/create";
import { expireOrder } from "@/lib/commerce/orders/expire";
import { finishOrder } from "@/lib/commerce/orders/finish";
import { lookupOrders } from "@/lib/commerce/orders/lookup";
import { orderMachine } from "@/lib/commerce/orders/machine";
import { payOrder } from "@/lib/commerce/orders/pay";
import { orders } from "@/lib/commerce/orders/resource";
import { updateOrder } from "@/lib/commerce/orders/update";
import { applyFacts } from "@/lib/commerce/payment-attempts/apply";
import { closePayment } from "@/lib/commerce/payment-attempts/close";
import { confirmPayment } from "@/lib/commerce/payment-attempts/confirm";
import { failedToOpen } from "@/lib/commerce/payment-attempts/failed-to-open";
import { paymentAttemptMachine } from "@/lib/commerce/payment-attempts/machine";
import { openedPayment } from "@/lib/commerce/payment-attempts/opened";
import { paymentAttempts } from "@/lib/commerce/payment-attempts/resource";
import { syncPayment } from "@/lib/commerce/payment-attempts/sync";
import { paymentEventMachine } from "@/lib/commerce/payment-events/machine";
import { receiveEvent } from "@/lib/commerce/payment-events/receive";
import { refuseEvent } from "@/lib/commerce/payment-events/refuse";
import { reprocessEvent } from "@/lib/commerce/payment-events/reprocess";
import { paymentEvents } from "@/lib/commerce/payment-events/resource";
import { revealPaymentEvent } from "@/lib/commerce/payment-events/reveal";
import { settleEvent } from "@/lib/commerce/payment-events/settle";
import { takeEvent } from "@/lib/commerce/payment-events/take";
import { commercePermissions } from "@/lib/commerce/permissions";
import { dismissRefundTask } from "@/lib/commerce/refund-tasks/dismiss";
import { refundTaskMachine } from "@/lib/commerce/refund-tasks/machine";
import { notifyRefundTask } from "@/lib/commerce/refund-tasks/notify";
import { refundTasks } from "@/lib/commerce/refund-tasks/resource";
import { acceptRefund } from "@/lib/commerce/refunds/accept";
import { adoptRefund } from "@/lib/commerce/refunds/adopt";
import { confirmTransfer } from "@/lib/commerce/refunds/confirm-transfer";
import { failRefund } from "@/lib/commerce/refunds/fail";
import { giveUpTransfer } from "@/lib/commerce/refunds/give-up-transfer";
import { loseRefundAnswer } from "@/lib/commerce/refunds/lose-answer";
import { refundMachine } from "@/lib/commerce/refunds/machine";
import { requestRefund } from "@/lib/commerce/refunds/request";
import { refunds } from "@/lib/commerce/refunds/resource";
import { returnRefund } from "@/lib/commerce/refunds/return";
import { settleRefund } from "@/lib/commerce/refunds/settle";
import { archiveSku } from "@/lib/commerce/skus/archive";
import { createSku } from "@/lib/commerce/skus/create";
import { skuMachine } from "@/lib/commerce/skus/machine";
import { skus } from "@/lib/commerce/skus/resource";
import { unarchiveSku } from "@/lib/commerce/skus/unarchive";
import { updateSku } from "@/lib/commerce/skus/update";
import { voucherIssues } from "@/lib/commerce/voucher-issues/resource";
import { resumeVoucherIssue } from "@/lib/commerce/voucher-issues/resume";
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
    createSku,
    updateSku,
    archiveSku,
    unarchiveSku,
    createOrder,
    payOrder,
    cancelOrder,
    updateOrder,
    lookupOrders,
    expireOrder,
    finishOrder,
    openedPayment,
    failedToOpen,
    applyFacts,
    confirmPayment,
    closePayment,
    syncPayment,
    receiveEvent,
    refuseEvent,
    takeEvent,
    settleEvent,
    reprocessEvent,
    revealPaymentEvent,
    dismissRefundTask,
    notifyRefundTask,
    grantBenefit,
    carryOutGrant,
    revokeGrant,
    resendGrant,
    expireGrant,
    settleDelivery,
    requestRefund,
    settleRefund,
    failRefund,
    loseRefundAnswer,
    acceptRefund,
    confirmTransfer,
    giveUpTransfer,
    adoptRefund,
    returnRefund,
    createVoucherTemplate,
    updateVoucherTemplate,
    archiveVoucherTemplate,
    restoreVoucherTemplate,
    issueVouchers,
    resumeVoucherIssue,
    issueVoucherBatch,
    failVoucherIssue,
    beginVoucherOccasion,
    voidVoucher,
    endVouchers,
  ],
  resources: [
    orders,
    skus,
    benefitGrants,
    deliveries,
    paymentAttempts,
    paymentEvents,
    refundTasks,
    refunds,
    voucherTemplates,
    vouchers,
    voucherIssues,
  ],
  machines: [
    orderMachine,
    skuMachine,
    benefitGrantMachine,
    deliveryMachine,
    paymentAttemptMachine,
    paymentEventMachine,
    refundTaskMachine,
    refundMachine,
    voucherTemplateMachine,
    voucherMachine,
    voucherIssueMachine,
  ],
  menu: [
    {
      key: "order-lookup",
      path: "commerce/order-lookup",
      permission: "commerce.orders.read",
      icon: "search",
    },
    { key: "orders", path: "commerce/orders", permission: "commerce.orders.read", icon: "shopping-cart" },
    { key: "skus", path: "commerce/skus", permission: "commerce.skus.read", icon: "package" },
    {
      key: "benefit-grants",
      path: "commerce/benefit-grants",
      permission: "commerce.benefit-grants.read",
      icon: "award",
    },
    {
      key: "delivery-tools",
      path: "commerce/delivery-tools",
      permission: "commerce.benefit-grants.read",
      icon: "send",
    },
    {
      key: "payment-attempts",
      path: "commerce/payment-attempts",
      permission: "commerce.payment-attempts.read",
      icon: "coins",
    },
    {
      key: "payment-events",
      path: "commerce/payment-events",
      permission: "commerce.payment-events.read",
      icon: "webhook",
    },
    {
      key: "refund-tasks",
      path: "commerce/refund-tasks",
      permission: "commerce.refunds.read",
      icon: "triangle-alert",
    },
    { key: "refunds", path: "commerce/refunds", permission: "commerce.refunds.read", icon: "undo-2" },
    { key: "vouchers", path: "commerce/vouchers", permission: "commerce.vouchers.read", icon: "gift" },
  ],
});
