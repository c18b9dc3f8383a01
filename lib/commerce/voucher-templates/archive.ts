import { setVoucherTemplateState } from "@/lib/commerce/voucher-templates/set-state";
import { command } from "@/lib/core/command";
import { id } from "@/lib/core/id";
import { object } from "@/lib/core/input";
import { ofRow } from "@/lib/core/scope";

/** Issues nothing from this template any more. */
export const archiveVoucherTemplate = command({
  name: "voucher-templates.archive",
  permission: "commerce.voucher-templates.write",
  input: object({ voucherTemplateId: id }),
  scope: ofRow("voucher_template", (input) => input.voucherTemplateId),
  run: (run) => setVoucherTemplateState(run, "archive"),
});
