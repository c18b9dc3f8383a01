import type Stripe from "stripe";
import { z } from "zod";
import { answerList, type Endpoint, endpoint } from "../http/endpoint";
import { invalidRequest } from "../http/fault";
import { expand, list, mergedMetadata, metadata, paging, text } from "../http/parameters";
import { createCustomer } from "../payments/customers";
import type { Transaction } from "../store/transaction";

const person = {
  name: text.optional(),
  email: text.optional(),
  phone: text.optional(),
  description: text.optional(),
  metadata: metadata.optional(),
  preferred_locales: list(text).optional(),
  expand,
} satisfies { [name in keyof Stripe.CustomerCreateParams]: z.ZodType };

export const customerEndpoints: Endpoint[] = [
  endpoint("POST", "/v1/customers", z.strictObject(person), ({ tx, parameters }) =>
    createCustomer(tx, { ...parameters, preferredLocales: parameters.preferred_locales }),
  ),
  endpoint("GET", "/v1/customers/:id", z.strictObject({ expand }), ({ tx, id }) => tx.need("customer", id)),
  endpoint(
    "POST",
    "/v1/customers/:id",
    z.strictObject({
      ...person,
      invoice_settings: z.strictObject({ default_payment_method: text.optional() }).optional(),
    }),
    async ({ tx, id, parameters }) => {
      const customer = await tx.needLocked("customer", id);
      const { name, email, phone, description, preferred_locales, invoice_settings } = parameters;
      const settings = { ...customer.invoice_settings };
      const chosen = invoice_settings?.default_payment_method;
      if (chosen !== undefined) settings.default_payment_method = chosen ? await own(tx, id, chosen) : null;
      const changed = {
        name: emptied(name, customer.name ?? null),
        email: emptied(email, customer.email),
        phone: emptied(phone, customer.phone ?? null),
        description: emptied(description, customer.description),
        preferred_locales: preferred_locales ?? customer.preferred_locales,
        metadata: mergedMetadata(customer.metadata, parameters.metadata),
        invoice_settings: settings,
      };
      const previous = Object.fromEntries(
        Object.entries(customer).filter(
          ([key, value]) =>
            key in changed && JSON.stringify(changed[key as keyof typeof changed]) !== JSON.stringify(value),
        ),
      );
      const updated = await tx.save({ ...customer, ...changed });
      if (Object.keys(previous).length > 0) await tx.emit("customer.updated", updated, previous);
      return updated;
    },
  ),
  endpoint(
    "GET",
    "/v1/customers",
    z.strictObject({ ...paging, email: text.optional() }),
    ({ tx, parameters }) =>
      answerList(tx, "customer", "/v1/customers", parameters, { email: parameters.email }),
  ),
];

// An empty text takes a value away, none leaves it.
const emptied = (given: string | undefined, old: string | null): string | null =>
  given === undefined ? old : given || null;

async function own(tx: Transaction, customerId: string, methodId: string): Promise<string> {
  const method = await tx.need("payment_method", methodId, "invoice_settings[default_payment_method]");
  if (method.customer !== customerId) throw notOwn(methodId);
  return method.id;
}

const notOwn = (methodId: string) =>
  invalidRequest(
    `The customer does not have a payment method with the ID ${methodId}. The payment method must be attached to the customer.`,
    { code: "resource_missing", param: "invoice_settings[default_payment_method]" },
  );
