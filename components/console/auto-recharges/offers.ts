import type { CommandSpec } from "@/components/form/command";
import { autoRechargeMachine } from "@/lib/billing/auto-recharges/machine";
import { removeAutoRecharge } from "@/lib/billing/auto-recharges/remove";
import { startAutoRecharge } from "@/lib/billing/auto-recharges/start";
import { stopAutoRecharge } from "@/lib/billing/auto-recharges/stop";
import { offer, offered } from "../command-offer";
import { commandsFrom } from "../moves";
import type { Reader } from "../reader";

type State = keyof typeof autoRechargeMachine.states;

/** What this reader may do with a recharge rule as it stands. */
export function autoRechargeOffers(reader: Reader, id: string, state: State): CommandSpec[] {
  const open = commandsFrom(autoRechargeMachine, state);
  const defaults = { autoRechargeId: id };
  return offered([
    open.has(startAutoRecharge.name)
      ? offer(reader, startAutoRecharge, { icon: "circle-play", ask: ["reason"], defaults })
      : null,
    open.has(stopAutoRecharge.name)
      ? offer(reader, stopAutoRecharge, { icon: "circle-pause", ask: ["reason"], defaults })
      : null,
    offer(reader, removeAutoRecharge, {
      icon: "trash-2",
      danger: true,
      ask: ["reason"],
      defaults,
      doneHref: reader.href("billing/auto-recharges"),
    }),
  ]);
}
