import type Stripe from "stripe";
import { newId } from "../store/documents";
import type { Transaction } from "../store/transaction";

export async function createCustomer(
  tx: Transaction,
  given: {
    name?: string;
    email?: string;
    phone?: string;
    description?: string;
    metadata?: Record<string, string>;
    preferredLocales?: string[];
  },
): Promise<Stripe.Customer> {
  const customer = await tx.insert<Stripe.Customer>({
    id: newId("cus"),
    object: "customer",
    address: null,
    balance: 0,
    created: tx.now,
    currency: null,
    customer_account: null,
    default_source: null,
    delinquent: false,
    description: given.description ?? null,
    discount: null,
    email: given.email ?? null,
    invoice_prefix: newId("i").slice(2, 10).toUpperCase(),
    invoice_settings: {
      custom_fields: null,
      default_payment_method: null,
      footer: null,
      rendering_options: null,
    },
    livemode: false,
    metadata: given.metadata ?? {},
    name: given.name ?? null,
    next_invoice_sequence: 1,
    phone: given.phone ?? null,
    preferred_locales: given.preferredLocales ?? [],
    shipping: null,
    tax_exempt: "none",
    test_clock: null,
  });
  await tx.emit("customer.created", customer);
  return customer;
}
