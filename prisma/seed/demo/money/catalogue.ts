import { createSku } from "@/lib/commerce/skus/create";
import { createVoucherTemplate } from "@/lib/commerce/voucher-templates/create";
import { days } from "@/lib/core/clock";
import { localProducts, type Product, products, rates, taxRates } from "@/prisma/seed/demo/money/business";
import type { Cast, House } from "@/prisma/seed/demo/money/cast";

export type Offer = { skuId: string; price: number; currency: string; house: string; name: string };

export type Catalogue = {
  offers: Offer[];
  /** Templates by what they are for. */
  templates: Record<"programmersDay" | "welcome" | "thanks", string>;
};

export const price = (dollars: number, currency: string): number =>
  Math.round(dollars * (rates[currency] ?? 1));

/** What is sold and given, before anybody bought. */
export async function seedCatalogue(cast: Cast, today: Date): Promise<Catalogue> {
  const { stage, houses } = cast;
  const operations = await cast.staff("operations");
  const at = (daysAgo: number) => new Date(today.getTime() - days(daysAgo) + 5 * 3_600_000);
  const [root] = houses as [House, ...House[]];
  const template = (key: string, input: Record<string, unknown>, daysAgo: number) =>
    stage
      .act(`template-${key}`, at(daysAgo), createVoucherTemplate, input, operations)
      .then(({ voucherTemplateId }) => voucherTemplateId);

  const usd = (amount: string) => ({ amount, currency: "USD" });
  const templates = {
    programmersDay: await template(
      "programmers-day",
      {
        name: "Programmers' day",
        description: "For everybody who writes code, every 24 October.",
        amount: usd("10.24"),
        validDays: 60,
        trigger: "date",
        triggerDay: "10-24",
      },
      370,
    ),
    welcome: await template(
      "welcome",
      {
        name: "Welcome",
        description: "For a first look around.",
        amount: usd("5"),
        validDays: 30,
        trigger: "sign_up",
      },
      75,
    ),
    thanks: await template(
      "thanks",
      {
        name: "Thank you for waiting",
        description: "After the outage in the Frankfurt region.",
        amount: usd("15"),
        validDays: 90,
        minimumSpend: usd("20"),
      },
      40,
    ),
  };

  const offers: Offer[] = [];
  const sell = async (house: House, product: Product, currency: string, daysAgo: number) => {
    const amount = price(product.price, currency);
    const bonus = product.benefits.some(({ kind }) => kind === "bonus")
      ? await template(
          `bonus-${currency}`,
          {
            name: `Bonus of the credit pack (${currency})`,
            amount: { amount: String(price(10, currency)), currency },
            validDays: 180,
          },
          daysAgo + 1,
        )
      : null;
    const { skuId } = await stage.act(
      `sku-${house.domain}-${product.code}-${currency}`,
      at(daysAgo),
      createSku,
      {
        code: house.kind === "platform" ? `${product.code}-${currency}` : product.code,
        name: product.name,
        description: product.description,
        price: { amount: String(amount), currency },
        taxRate: taxRates[currency] ?? "0",
        organizationId: house.organizationId,
        benefits: product.benefits.map((benefit) =>
          benefit.kind === "bonus"
            ? { kind: "voucher", code: "bonus", name: "Bonus voucher", voucherTemplateId: bonus }
            : benefit.kind === "access"
              ? { kind: "access", code: "access", name: product.name, days: benefit.days }
              : { kind: "report", code: "report", name: product.name },
        ),
      },
      operations,
    );
    offers.push({ skuId, price: amount, currency, house: house.path, name: product.name });
  };
  for (const product of products)
    for (const currency of Object.keys(rates)) await sell(root, product, currency, 200);
  for (const house of houses.filter(({ kind }) => kind === "reseller"))
    for (const product of localProducts) await sell(house, product, house.currency, 180);
  return { offers, templates };
}
