import { createAutoRecharge } from "@/lib/billing/auto-recharges/create";
import { autoRechargeMachine } from "@/lib/billing/auto-recharges/machine";
import { removeAutoRecharge } from "@/lib/billing/auto-recharges/remove";
import { autoRecharges } from "@/lib/billing/auto-recharges/resource";
import { startAutoRecharge } from "@/lib/billing/auto-recharges/start";
import { stopAutoRecharge } from "@/lib/billing/auto-recharges/stop";
import { updateAutoRecharge } from "@/lib/billing/auto-recharges/update";
import { workAutoRecharge } from "@/lib/billing/auto-recharges/work";
import { billingPermissions } from "@/lib/billing/permissions";
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
import { module } from "@/lib/core/module";

/** Money: the ledger, wallets, top-ups, bills. */
export const billing = module({
  name: "billing",
  optional: true,
  permissions: billingPermissions,
  commands: [
    createTopUp,
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
  ],
  resources: [topUps, autoRecharges],
  machines: [topUpMachine, autoRechargeMachine],
  menu: [
    { key: "top-ups", path: "billing/top-ups", permission: "billing.top-ups.read", icon: "banknote" },
    {
      key: "auto-recharges",
      path: "billing/auto-recharges",
      permission: "billing.auto-recharges.read",
      icon: "refresh-cw",
    },
  ],
});
