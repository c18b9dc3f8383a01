import { sql } from "kysely";
import { lookupHashes } from "@/lib/core/crypto/keyring";
import { wholePhones } from "@/lib/core/crypto/phone";
import { kysely } from "@/lib/core/db";
import { column, organizationScope, resource } from "@/lib/core/resource";
import { customerMachine } from "@/lib/customers/customers/machine";

export const customers = resource({
  name: "customers",
  module: "customers",
  permission: "customers.customers.read",
  exportPermission: "customers.customers.export",
  scope: organizationScope("customer.organization_id"),
  from: () =>
    kysely.selectFrom("customer").innerJoin("organization", "organization.id", "customer.organization_id"),
  id: "customer.id",
  columns: {
    name: column.text("customer.name", { sort: true, search: true, filter: true, link: true, width: 190 }),
    number: column.code("customer.number", { search: true, link: true, width: 120 }),
    state: column.enum("customer.state", customerMachine.states),
    email: column.text("customer.email", { search: true, filter: true, width: 200 }),
    phone: column.code("customer.phone_masked", { width: 150 }),
    organization: column.text("organization.name", { width: 160 }),
    organizationId: column.id("customer.organization_id", { refersTo: "organizations" }),
    externalRef: column.code("customer.external_ref", { search: true, filter: true, shown: false }),
    locale: column.enum("customer.locale", { en: "neutral", zh: "neutral" }, { shown: false }),
    note: column.text("customer.note", { shown: false }),
    version: column.integer("customer.version", { shown: false }),
    createdAt: column.time("customer.created_at", { sort: true, filter: true }),
    updatedAt: column.time("customer.updated_at", { shown: false }),
  },
  defaultSort: "-createdAt",
  title: "name",
  subtitle: "number",
  page: "customers/customers/:id",
  // A whole number is found by its keyed hash; lists never hold the number itself.
  findsBy(words) {
    const hashes = wholePhones(words).flatMap(lookupHashes);
    return hashes.length === 0 ? null : sql<boolean>`customer.phone_hash in (${sql.join(hashes)})`;
  },
});
