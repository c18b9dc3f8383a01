import { machine } from "@/lib/core/machine";

/** States of a wallet. Nothing is spent or held of a frozen one; money may still come in (admin-prd 5). */
export const walletMachine = machine({
  noun: "wallets",
  initial: "active",
  states: { active: "done", frozen: "danger" },
  moves: {
    freeze: { from: ["active"], to: "frozen", command: "wallets.freeze" },
    unfreeze: { from: ["frozen"], to: "active", command: "wallets.unfreeze" },
  },
});
