import type { InngestFunction } from "inngest";
import { beginReconciliation, reconcileLedgerJob, releaseExpiredHoldsJob } from "./billing";
import {
  beginBillRunsJob,
  closeBillPagesJob,
  deliverBillJob,
  dunBillsJob,
  issueBillsJob,
  makeInvoiceJob,
  restoreDebtorJob,
  suspendDebtorJob,
} from "./bills";
import {
  closePayments,
  expirePaymentMethods,
  forgetPaymentMethod,
  openPayment,
  pollPayments,
  processPaymentEvent,
  syncPayment,
} from "./commerce";
import { serviceTicketReminders } from "./field-service";
import {
  executeApproval,
  expireApprovals,
  notifyApproval,
  preparePartitions,
  pruneAudit,
  sealAudit,
} from "./governance";
import { sendMail } from "./notifications";
import {
  expireGrantsJob,
  expireOrdersJob,
  grantBenefits,
  noteDeliveryJob,
  notifyRefundTask,
  takeBackBenefitsJob,
} from "./orders";
import { executeRefund, followRefundApproval, takeRefundReport } from "./refunds";
import { cancelRun, forgetExpiredRows, pruneRecord, recordRunEnd } from "./sre";
import { keepMailFilesJob, supportSla, takeInMailJob } from "./support";
import { autoRechargeJob, expireTopUpsJob, findRechargesJob } from "./top-ups";
import { cleanUpFilesJob, runExportJob, runImportJob } from "./transfers";
import { endVouchersJob, giveDayVouchers, giveSignUpVouchers, issueVouchersJob } from "./vouchers";

/** Every durable function of the product. */
export const functions: InngestFunction.Any[] = [
  sendMail,
  recordRunEnd,
  cancelRun,
  pruneRecord,
  forgetExpiredRows,
  runExportJob,
  runImportJob,
  cleanUpFilesJob,
  executeApproval,
  notifyApproval,
  expireApprovals,
  sealAudit,
  pruneAudit,
  preparePartitions,
  issueVouchersJob,
  giveSignUpVouchers,
  giveDayVouchers,
  endVouchersJob,
  expireOrdersJob,
  grantBenefits,
  takeBackBenefitsJob,
  expireGrantsJob,
  noteDeliveryJob,
  notifyRefundTask,
  expireTopUpsJob,
  findRechargesJob,
  autoRechargeJob,
  executeRefund,
  followRefundApproval,
  takeRefundReport,
  openPayment,
  syncPayment,
  pollPayments,
  closePayments,
  processPaymentEvent,
  forgetPaymentMethod,
  expirePaymentMethods,
  beginReconciliation,
  reconcileLedgerJob,
  releaseExpiredHoldsJob,
  beginBillRunsJob,
  issueBillsJob,
  deliverBillJob,
  closeBillPagesJob,
  dunBillsJob,
  suspendDebtorJob,
  restoreDebtorJob,
  makeInvoiceJob,
  serviceTicketReminders,
  supportSla,
  takeInMailJob,
  keepMailFilesJob,
];
