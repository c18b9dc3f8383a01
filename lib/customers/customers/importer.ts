import { z } from "zod";
import { lookupHashes } from "@/lib/core/crypto/keyring";
import { maskedPhone } from "@/lib/core/crypto/phone";
import { prisma } from "@/lib/core/db";
import { createCustomer } from "@/lib/customers/customers/create";
import { customerFields, customerName } from "@/lib/customers/customers/fields";
import type { Importer, NumberedRow, RowFault } from "@/lib/governance/imports/importer";

const row = z.object({ name: customerName, ...customerFields });

type Row = z.output<typeof row>;

/** Customers as rows of a file; they belong to the organization the import was asked for in. */
export const customerImporter: Importer<Row> = {
  name: "customers",
  permission: "customers.customers.write",
  columns: {
    name: { required: true },
    email: { aliases: ["mail"] },
    phone: { aliases: ["mobile", "telephone"] },
    externalRef: { aliases: ["external id", "external ref"] },
    locale: { aliases: ["language"], values: ["en", "zh"] },
    note: { aliases: ["notes", "comment"] },
  },
  row,
  command: createCustomer,
  reference: () => null,
  unique: ({ email, phone, externalRef }) => [
    ...(email ? [{ field: "email", key: `email ${email}` }] : []),
    ...(phone ? [{ field: "phone", key: `phone ${phone}` }] : []),
    ...(externalRef ? [{ field: "externalRef", key: `ref ${externalRef}` }] : []),
  ],
  made: (result) => {
    const { customerId, number } = z.object({ customerId: z.string(), number: z.string() }).parse(result);
    return { id: customerId, number };
  },

  async prepare(rows, { place: { organizationId } }) {
    const known = await knownContacts(rows, organizationId);
    return rows.map(({ values }) => {
      const faults = faultsOf(values, known);
      return faults.length > 0 ? { faults } : { input: { ...values, organizationId } };
    });
  },
};

type Known = { emails: Map<string, string>; refs: Map<string, string>; phones: Map<string, string> };

/** Numbers of the organization's customers that already have one of the rows' contacts. */
async function knownContacts(rows: NumberedRow<Row>[], organizationId: string): Promise<Known> {
  const given = (pick: (values: Row) => string | null | undefined) =>
    rows.flatMap(({ values }) => pick(values) ?? []);
  const found = await prisma.customer.findMany({
    where: {
      organizationId,
      OR: [
        { email: { in: given(({ email }) => email) } },
        { externalRef: { in: given(({ externalRef }) => externalRef) } },
        { phoneHash: { in: given(({ phone }) => phone).flatMap(lookupHashes) } },
      ],
    },
    select: { number: true, email: true, externalRef: true, phoneHash: true },
  });
  const by = (pick: (customer: (typeof found)[number]) => string | null) =>
    new Map(
      found.flatMap((customer) => {
        const key = pick(customer);
        return key === null ? [] : [[key, customer.number] as const];
      }),
    );
  return {
    emails: by(({ email }) => email),
    refs: by(({ externalRef }) => externalRef),
    phones: by(({ phoneHash }) => phoneHash),
  };
}

function faultsOf({ email, phone, externalRef }: Row, known: Known): RowFault[] {
  const faults: RowFault[] = [];
  const withEmail = email ? known.emails.get(email) : undefined;
  if (email && withEmail)
    faults.push({
      field: "email",
      value: email,
      reason: "customers.customer_email_taken",
      params: { email, number: withEmail },
    });
  const hash = phone ? lookupHashes(phone).find((each) => known.phones.has(each)) : undefined;
  if (phone && hash)
    faults.push({
      field: "phone",
      value: maskedPhone(phone),
      reason: "customers.phone_taken",
      params: { phone: maskedPhone(phone), number: known.phones.get(hash) ?? "" },
    });
  const withRef = externalRef ? known.refs.get(externalRef) : undefined;
  if (externalRef && withRef)
    faults.push({
      field: "externalRef",
      value: externalRef,
      reason: "customers.external_ref_taken",
      params: { ref: externalRef, number: withRef },
    });
  return faults;
}
