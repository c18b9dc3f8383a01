import { moveSku } from "@/lib/commerce/skus/move";
import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Puts an archived SKU up for sale again. */
export const unarchiveSku = command({
  name: "skus.unarchive",
  permission: "commerce.skus.write",
  input: object({ skuId: id, reason: reason.optional() }),
  scope: ofRow("sku", (input) => input.skuId),
  run: ({ input, ...run }) => moveSku("unarchive", input.skuId, run),
});
