import { voucherTemplates } from "@/lib/commerce/voucher-templates/resource";
import { asRecords, list } from "@/lib/core/resource/list";
import { mayRead } from "../figures";
import type { Reader } from "../reader";

/** Every currency there is, the likeliest first. */
export const priceCurrencies = (likeliest: string): string[] => [
  likeliest,
  ...Intl.supportedValuesOf("currency").filter((code) => code !== likeliest),
];

/** Voucher templates a SKU may give. */
export async function templateChoices(reader: Reader): Promise<{ id: string; name: string }[]> {
  if (!mayRead(voucherTemplates, reader)) return [];
  const page = await list(
    voucherTemplates,
    { filters: { state: "active" }, limit: 200, columns: ["name", "amount"] },
    reader.caller,
    { withTotal: false },
  );
  return asRecords(page).map(({ id, name }) => ({ id: String(id), name: String(name) }));
}
