import type { CommandSpec } from "@/components/form/command";
import { archiveSku } from "@/lib/commerce/skus/archive";
import { skuMachine } from "@/lib/commerce/skus/machine";
import type { SkuRecord } from "@/lib/commerce/skus/read";
import { unarchiveSku } from "@/lib/commerce/skus/unarchive";
import { offer, offered } from "../command-offer";
import { commandsFrom } from "../moves";
import type { Reader } from "../reader";

/** What this reader may do with a SKU as it is now. */
export function skuOffers(reader: Reader, { id, state, path }: SkuRecord): CommandSpec[] {
  const open = commandsFrom(skuMachine, state);
  const defaults = { skuId: id };
  return offered([
    open.has(unarchiveSku.name)
      ? offer(reader, unarchiveSku, { icon: "circle-play", ask: ["reason"], defaults }, path)
      : null,
    open.has(archiveSku.name)
      ? offer(reader, archiveSku, { icon: "archive", danger: true, ask: ["reason"], defaults }, path)
      : null,
  ]);
}
