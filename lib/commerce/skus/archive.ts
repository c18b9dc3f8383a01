import { moveSku } from "@/lib/commerce/skus/move";
import { command } from "@/lib/core/command";
import { id, reason } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Takes a SKU from sale. Orders that hold it go on. */
export const archiveSku = command({
  name: "skus.archive",
  permission: "commerce.skus.write",
  input: object({ skuId: id, reason: reason.optional() }),
  scope: ofRow("sku", (input) => input.skuId),
  run: ({ input, ...run }) => moveSku("archive", input.skuId, run),
});
