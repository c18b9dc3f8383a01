import { machine } from "@/lib/core/machine";

/** An archived template issues nothing more; vouchers issued from it live on. */
export const voucherTemplateMachine = machine({
  noun: "voucher-templates",
  initial: "active",
  states: { active: "done", archived: "over" },
  moves: {
    archive: { from: ["active"], to: "archived", command: "voucher-templates.archive" },
    restore: { from: ["archived"], to: "active", command: "voucher-templates.restore" },
  },
});
