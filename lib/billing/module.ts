import { createAutoRecharge } from "@/lib/billing/auto-recharges/create";
import { autoRechargeMachine } from "@/lib/billing/auto-recharges/machine";
import { removeAutoRecharge } from "@/lib/billing/auto-recharges/remove";
import { autoRecharges } from "@/lib/billing/auto-recharges/resource";
import { startAutoRecharge } from "@/lib/billing/auto-recharges/start";
import { stopAutoRecharge } from "@/lib/billing/auto-recharges/stop";
import { updateAutoRecharge } from "@/lib/billing/auto-recharges/update";
import { workAutoRecharge } from "@/lib/billing/auto-recharges/work";
import { addBillItem } from "@/lib/billing/bill-items/add";
import { removeBillItem } from "@/lib/billing/bill-items/remove";
import { billItems } from "@/lib/billing/bill-items/resource";
import { billPayments } from "@/lib/billing/bill-payments/resource";
import { beginBillRun, beginDueRun } from "@/lib/billing/bill-runs/begin";
import { billOwner } from "@/lib/billing/bill-runs/bill-owner";
import { failBillRun } from "@/lib/billing/bill-runs/fail";
import { billRunMachine } from "@/lib/billing/bill-runs/machine";
import { noteBillRun } from "@/lib/billing/bill-runs/note";
import { billRuns } from "@/lib/billing/bill-runs/resource";
import { resumeBillRun } from "@/lib/billing/bill-runs/resume";
import { noteSuspension } from "@/lib/billing/billing-profiles/note-suspension";
import { billingProfiles } from "@/lib/billing/billing-profiles/resource";
import { setBillingProfile } from "@/lib/billing/billing-profiles/set";
import { autoPayBill } from "@/lib/billing/bills/auto-pay";
import { closeBill } from "@/lib/billing/bills/close";
import { disputeBill } from "@/lib/billing/bills/dispute";
import { dunBill } from "@/lib/billing/bills/dun";
import { generateBill } from "@/lib/billing/bills/generate";
import { issueBill } from "@/lib/billing/bills/issue";
import { billMachine } from "@/lib/billing/bills/machine";
import { payBill } from "@/lib/billing/bills/pay";
import { presentBill } from "@/lib/billing/bills/present";
import { recordBillPayment } from "@/lib/billing/bills/record-payment";
import { reopenBill } from "@/lib/billing/bills/reopen";
import { bills } from "@/lib/billing/bills/resource";
import { voidBill } from "@/lib/billing/bills/void";
import { exportDayClose } from "@/lib/billing/day-close/export";
import { disputeMachine } from "@/lib/billing/disputes/machine";
import { resolveDispute } from "@/lib/billing/disputes/resolve";
import { disputes } from "@/lib/billing/disputes/resource";
import { attachInvoiceFile, keepInvoiceFile } from "@/lib/billing/invoices/file";
import { issueInvoice } from "@/lib/billing/invoices/issue";
import { invoiceMachine } from "@/lib/billing/invoices/machine";
import { requestInvoice } from "@/lib/billing/invoices/request";
import { invoices } from "@/lib/billing/invoices/resource";
import { voidInvoice } from "@/lib/billing/invoices/void";
import { ledgerEntries } from "@/lib/billing/ledger/entries";
import { exportTrialBalance } from "@/lib/billing/ledger/export-trial-balance";
import { finishReconciliation } from "@/lib/billing/ledger/finish-reconciliation";
import { reconcileLedger } from "@/lib/billing/ledger/reconcile";
import { ledgerReconciliations } from "@/lib/billing/ledger/reconciliations";
import { ledgerTransactions } from "@/lib/billing/ledger/transactions";
import { detachMethod } from "@/lib/billing/payment-methods/detach";
import { expireMethods } from "@/lib/billing/payment-methods/expire";
import { paymentMethodMachine } from "@/lib/billing/payment-methods/machine";
import { recordPayer } from "@/lib/billing/payment-methods/payer";
import { preferMethod } from "@/lib/billing/payment-methods/prefer";
import { paymentMethods } from "@/lib/billing/payment-methods/resource";
import { syncMethod } from "@/lib/billing/payment-methods/sync";
import { billingPermissions } from "@/lib/billing/permissions";
import { addProof } from "@/lib/billing/top-ups/add-proof";
import { closeTopUp } from "@/lib/billing/top-ups/close";
import { confirmTopUp } from "@/lib/billing/top-ups/confirm";
import { createTopUp } from "@/lib/billing/top-ups/create";
import { expireTopUp } from "@/lib/billing/top-ups/expire";
import { lockTopUpCommand } from "@/lib/billing/top-ups/lock";
import { topUpMachine } from "@/lib/billing/top-ups/machine";
import { makeUpTopUp } from "@/lib/billing/top-ups/make-up";
import { topUps } from "@/lib/billing/top-ups/resource";
import { reviewTopUp } from "@/lib/billing/top-ups/review";
import { syncTopUp } from "@/lib/billing/top-ups/sync";
import { unlockTopUp } from "@/lib/billing/top-ups/unlock";
import { adjustWallet } from "@/lib/billing/wallets/adjust";
import { captureHold } from "@/lib/billing/wallets/capture";
import { chargeWallet } from "@/lib/billing/wallets/charge";
import { exportStatement } from "@/lib/billing/wallets/export-statement";
import { freezeWallet } from "@/lib/billing/wallets/freeze";
import { holdInWallet } from "@/lib/billing/wallets/hold";
import { walletHolds } from "@/lib/billing/wallets/holds";
import { walletMachine } from "@/lib/billing/wallets/machine";
import { openWallet } from "@/lib/billing/wallets/open-wallet";
import { releaseHold } from "@/lib/billing/wallets/release";
import { releaseExpiredHold } from "@/lib/billing/wallets/release-expired";
import { wallets } from "@/lib/billing/wallets/resource";
import { setCreditLimit } from "@/lib/billing/wallets/set-credit-limit";
import { unfreezeWallet } from "@/lib/billing/wallets/unfreeze";
import { module } from "@/lib/core/module";

/** Money: the ledger, wallets, top-ups, bills. */
export const billing = module({
  name: "billing",
  optional: true,
  permissions: billingPermissions,
  commands: [
    openWallet,
    holdInWallet,
    captureHold,
    releaseHold,
    releaseExpiredHold,
    freezeWallet,
    unfreezeWallet,
    setCreditLimit,
    adjustWallet,
    chargeWallet,
    exportStatement,
    reconcileLedger,
    finishReconciliation,
    exportTrialBalance,
    exportDayClose,
    createTopUp,
    addProof,
    confirmTopUp,
    reviewTopUp,
    closeTopUp,
    expireTopUp,
    lockTopUpCommand,
    unlockTopUp,
    syncTopUp,
    makeUpTopUp,
    createAutoRecharge,
    updateAutoRecharge,
    startAutoRecharge,
    stopAutoRecharge,
    removeAutoRecharge,
    workAutoRecharge,
    preferMethod,
    detachMethod,
    syncMethod,
    recordPayer,
    expireMethods,
    setBillingProfile,
    noteSuspension,
    addBillItem,
    removeBillItem,
    generateBill,
    issueBill,
    presentBill,
    autoPayBill,
    payBill,
    recordBillPayment,
    voidBill,
    reopenBill,
    closeBill,
    disputeBill,
    resolveDispute,
    dunBill,
    beginBillRun,
    beginDueRun,
    billOwner,
    noteBillRun,
    failBillRun,
    resumeBillRun,
    requestInvoice,
    issueInvoice,
    attachInvoiceFile,
    keepInvoiceFile,
    voidInvoice,
  ],
  resources: [
    wallets,
    walletHolds,
    ledgerTransactions,
    ledgerEntries,
    ledgerReconciliations,
    topUps,
    autoRecharges,
    paymentMethods,
    disputes,
    bills,
    billItems,
    billPayments,
    billRuns,
    billingProfiles,
    invoices,
  ],
  machines: [
    walletMachine,
    topUpMachine,
    autoRechargeMachine,
    paymentMethodMachine,
    disputeMachine,
    billMachine,
    billRunMachine,
    invoiceMachine,
  ],
  menu: [
    { key: "wallets", path: "billing/wallets", permission: "billing.wallets.read", icon: "wallet" },
    { key: "top-ups", path: "billing/top-ups", permission: "billing.top-ups.read", icon: "banknote" },
    {
      key: "auto-recharges",
      path: "billing/auto-recharges",
      permission: "billing.auto-recharges.read",
      icon: "refresh-cw",
    },
    {
      key: "payment-methods",
      path: "billing/payment-methods",
      permission: "billing.payment-methods.read",
      icon: "credit-card",
    },
    { key: "bills", path: "billing/bills", permission: "billing.bills.read", icon: "receipt" },
    { key: "invoices", path: "billing/invoices", permission: "billing.invoices.read", icon: "file-text" },
    {
      key: "billing-profiles",
      path: "billing/billing-profiles",
      permission: "billing.bills.read",
      icon: "sliders-horizontal",
    },
    { key: "disputes", path: "billing/disputes", permission: "billing.disputes.read", icon: "gavel" },
    {
      key: "ledger-transactions",
      path: "billing/ledger-transactions",
      permission: "billing.ledger.read",
      icon: "arrow-left-right",
    },
    {
      key: "trial-balance",
      path: "billing/trial-balance",
      permission: "billing.ledger.read",
      icon: "scale",
    },
    {
      key: "day-close",
      path: "billing/day-close",
      permission: "billing.reports.read",
      icon: "calendar-check",
    },
  ],
});
