import { sql } from "kysely";
import { z } from "zod";
import { type Caller, may } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import type { Place } from "@/lib/core/scope";
import { createOrganization } from "@/lib/customers/organizations/create";
import { organizationFields as fields, organizationName } from "@/lib/customers/organizations/fields";
import type {
  ImportContext,
  Importer,
  NumberedRow,
  Prepared,
  RowFault,
} from "@/lib/governance/imports/importer";

const kinds = ["reseller", "enterprise", "developer_org", "individual"] as const;
const capitals = (value: unknown): unknown => (typeof value === "string" ? value.toUpperCase() : value);

const row = z.object({
  name: organizationName,
  kind: z.enum(kinds),
  parent: z.string().max(100).optional(),
  ...fields,
  country: z.preprocess(capitals, fields.country),
  currency: z.preprocess(capitals, fields.currency),
});

type Row = z.output<typeof row>;
type Parent = { id: string; kind: string; path: string };

/**
 * Organizations as rows of a file. A row may name its parent by number or by external reference, also one further up. The
 * external reference is what a row is known by: below one parent it is refused the second time. A name may be there twice, and
 * the preview warns of it.
 */
export const organizationImporter: Importer<Row> = {
  name: "organizations",
  permission: "customers.organizations.import",
  columns: {
    name: { required: true },
    kind: { required: true, values: kinds },
    parent: { aliases: ["parent number", "parent ref"] },
    email: { aliases: ["mail"] },
    country: {},
    currency: {},
    timeZone: { aliases: ["time zone"] },
    externalRef: { aliases: ["external id", "external ref"] },
    note: { aliases: ["notes", "comment"] },
  },
  row,
  command: createOrganization,
  reference: ({ externalRef }) => externalRef ?? null,
  unique: ({ parent, externalRef }) =>
    externalRef ? [{ field: "externalRef", key: JSON.stringify([parent ?? null, externalRef]) }] : [],
  made: (result) => {
    const { organizationId, number } = z
      .object({ organizationId: z.string(), number: z.string() })
      .parse(result);
    return { id: organizationId, number };
  },

  async prepare(rows, context) {
    const named = new Set(rows.flatMap(({ values }) => values.parent ?? []));
    const [parents, standard] = await Promise.all([
      parentsNamed([...named], context.caller),
      defaultParent(context.place),
    ]);
    const placed = rows.map((entry) => placeOf(entry, parents, standard, context));
    const twins = await twinsOf(placed);
    return placed.map((entry) => preparedOf(entry, twins));
  },

  async warnings(inputs) {
    const named = inputs.map((input) => siblingName.parse(input));
    const known = await namesakesOf(named);
    return named.map(({ name, parentId, externalRef }) => {
      const number = known.get(siblingKey(parentId, name));
      // Without a reference nothing keeps the row from being made at each import of the file.
      const reason = externalRef ? "customers.name_is_there_too" : "customers.name_is_there";
      return number === undefined ? [] : [{ field: "name", value: name, reason, params: { name, number } }];
    });
  },
};

const siblingName = z.object({ name: z.string(), parentId: z.string(), externalRef: z.string().optional() });
const siblingKey = (parentId: string, name: string): string => `${parentId} ${name}`;

/** Numbers of organizations below the same parents that have these names already, which the tree allows. */
async function namesakesOf(named: z.output<typeof siblingName>[]): Promise<Map<string, string>> {
  if (named.length === 0) return new Map();
  const found = await kysely
    .selectFrom("organization")
    .select(["parent_id", "name", "number"])
    .where((where) =>
      where(
        where.refTuple("name", "parent_id"),
        "in",
        named.map(({ name, parentId }) => where.tuple(name, parentId)),
      ),
    )
    .execute();
  return new Map(found.map((entry) => [siblingKey(entry.parent_id ?? "", entry.name), entry.number]));
}

type Placed = NumberedRow<Row> & ({ parent: Parent } | { fault: RowFault } | { waitsFor: string });

function placeOf(
  entry: NumberedRow<Row>,
  parents: Map<string, Parent[]>,
  standard: Parent,
  { caller, earlier }: ImportContext<Row>,
): Placed {
  const name = entry.values.parent;
  const refuse = (reason: string, params = {}): Placed => ({
    ...entry,
    fault: { field: "parent", value: name ?? "", reason, params },
  });
  const found = name === undefined ? [standard] : (parents.get(name) ?? []);
  const waiting = name === undefined ? undefined : earlier(name, entry.row);
  if (waiting === "ambiguous" || found.length + (waiting ? 1 : 0) > 1)
    return refuse("customers.parent_ambiguous", { parent: name ?? "" });
  if (waiting) {
    if (waiting.values.kind === "individual") return refuse("customers.parent_cannot_have_children");
    return { ...entry, waitsFor: name ?? "" };
  }
  const [parent] = found;
  if (!parent) return refuse("customers.no_such_parent", { parent: name ?? "" });
  if (parent.kind === "individual") return refuse("customers.parent_cannot_have_children");
  if (!may(caller, createOrganization.permission ?? "", parent.path))
    return refuse("forbidden", { permission: createOrganization.permission ?? "" });
  return { ...entry, parent };
}

function preparedOf(entry: Placed, twins: Map<string, string>): Prepared {
  if ("fault" in entry) return { faults: [entry.fault] };
  if ("waitsFor" in entry) return { waitsFor: entry.waitsFor };
  const { parent: _, ...input } = entry.values;
  const twin = input.externalRef ? twins.get(twinKey(entry.parent.id, input.externalRef)) : undefined;
  if (twin)
    return {
      faults: [
        {
          field: "externalRef",
          value: input.externalRef ?? "",
          reason: "customers.external_ref_taken",
          params: { ref: input.externalRef ?? "", number: twin },
        },
      ],
    };
  return { input: { ...input, parentId: entry.parent.id } };
}

async function defaultParent(place: Place): Promise<Parent> {
  return kysely
    .selectFrom("organization")
    .select(["id", "kind", sql<string>`path::text`.as("path")])
    .where("id", "=", place.organizationId)
    .executeTakeFirstOrThrow();
}

/** Organizations in the caller's scope by the numbers or external references rows call them. */
async function parentsNamed(names: string[], caller: Caller): Promise<Map<string, Parent[]>> {
  const found = new Map<string, Parent[]>();
  if (names.length === 0) return found;
  const { scope } = caller;
  const numbers = names.map((name) => name.toUpperCase());
  const rows = await kysely
    .selectFrom("organization")
    .select(["id", "kind", "number", "external_ref", sql<string>`path::text`.as("path")])
    .where((where) => where.or([where("number", "in", numbers), where("external_ref", "in", names)]))
    .$if(scope.kind === "subtree", (query) => query.where(sql<boolean>`path <@ ${scope.path}::ltree`))
    .$if(scope.kind === "organization" || scope.kind === "customer", (query) =>
      query.where("id", "=", scope.organizationId),
    )
    .execute();
  for (const name of names) {
    const byNumber = rows.filter((entry) => entry.number === name.toUpperCase());
    found.set(name, byNumber.length > 0 ? byNumber : rows.filter((entry) => entry.external_ref === name));
  }
  return found;
}

const twinKey = (parentId: string, externalRef: string): string => `${parentId} ${externalRef}`;

/** Numbers of organizations that already have a row's external reference below the same parent. */
async function twinsOf(rows: Placed[]): Promise<Map<string, string>> {
  const wanted = rows.flatMap((entry) =>
    "parent" in entry && entry.values.externalRef
      ? [{ parentId: entry.parent.id, ref: entry.values.externalRef }]
      : [],
  );
  if (wanted.length === 0) return new Map();
  const found = await kysely
    .selectFrom("organization")
    .select(["parent_id", "external_ref", "number"])
    .where((where) =>
      where(
        where.refTuple("parent_id", "external_ref"),
        "in",
        wanted.map(({ parentId, ref }) => where.tuple(parentId, ref)),
      ),
    )
    .execute();
  return new Map(
    found.map((entry) => [twinKey(entry.parent_id ?? "", entry.external_ref ?? ""), entry.number]),
  );
}
