import type { CommandSpec } from "@/components/form/command";
import { customerMachine } from "@/lib/customers/customers/machine";
import { reactivateCustomer } from "@/lib/customers/customers/reactivate";
import type { CustomerRecord } from "@/lib/customers/customers/read";
import { suspendCustomer } from "@/lib/customers/customers/suspend";
import { offer, offered } from "../command-offer";
import { commandsFrom } from "../moves";
import type { Reader } from "../reader";

/** What this reader may do with a customer as they are now. */
export function customerOffers(reader: Reader, { id, state, path }: CustomerRecord): CommandSpec[] {
  const open = commandsFrom(customerMachine, state);
  const defaults = { customerId: id };
  return offered([
    open.has(reactivateCustomer.name)
      ? offer(reader, reactivateCustomer, { icon: "circle-play", ask: ["reason"], defaults }, path)
      : null,
    open.has(suspendCustomer.name)
      ? offer(reader, suspendCustomer, { icon: "ban", danger: true, ask: ["reason"], defaults }, path)
      : null,
  ]);
}
