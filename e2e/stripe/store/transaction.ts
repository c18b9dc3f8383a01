import type pg from "pg";
import Stripe from "stripe";
import { noSuch } from "../http/fault";
import { type Document, type Documents, type Kind, newId } from "./documents";
import type { TaskKind } from "./task";

/** What caused a change: the API request, or nothing when it happened by itself. */
export interface Origin {
  requestId: string | null;
  idempotencyKey: string | null;
}

export interface ListQuery {
  filters: Record<string, string | undefined>;
  limit: number;
  startingAfter?: string;
  endingBefore?: string;
  created?: { gt?: number; gte?: number; lt?: number; lte?: number };
}

/** One database transaction of the sandbox: objects, events and what is to happen later change together. */
export class Transaction {
  constructor(
    private readonly client: pg.PoolClient,
    /** The sandbox's clock, milliseconds. */
    readonly nowMs: number,
    readonly origin: Origin,
    private readonly webhookUrls: readonly string[],
  ) {}

  /** The sandbox's clock in seconds, as Stripe writes times. */
  get now(): number {
    return Math.floor(this.nowMs / 1000);
  }

  async find<K extends Kind>(kind: K, id: string): Promise<Documents[K] | undefined> {
    return this.read(kind, id, "");
  }

  /** As `find`, and nobody else changes the object before this transaction ends. */
  async lock<K extends Kind>(kind: K, id: string): Promise<Documents[K] | undefined> {
    return this.read(kind, id, "for update");
  }

  /** @throws Fault `resource_missing` when there is none. */
  async need<K extends Kind>(kind: K, id: string, param?: string): Promise<Documents[K]> {
    const found = await this.find(kind, id);
    if (!found) throw noSuch(kind, id, param);
    return found;
  }

  /** @throws Fault `resource_missing` when there is none. */
  async needLocked<K extends Kind>(kind: K, id: string, param?: string): Promise<Documents[K]> {
    const found = await this.lock(kind, id);
    if (!found) throw noSuch(kind, id, param);
    return found;
  }

  private async read<K extends Kind>(kind: K, id: string, ending: string): Promise<Documents[K] | undefined> {
    const { rows } = await this.client.query<{ doc: Documents[K] }>(
      `select doc from stripe_sandbox.object where id = $1 and kind = $2 ${ending}`,
      [id, kind],
    );
    return rows[0]?.doc;
  }

  /** The first object of the kind whose property names `value`. */
  async findBy<K extends Kind>(
    kind: K,
    property: "payment_intent",
    value: string,
  ): Promise<Documents[K] | undefined> {
    const { rows } = await this.client.query<{ doc: Documents[K] }>(
      `select doc from stripe_sandbox.object where kind = $1 and doc->>'${property}' = $2 order by seq limit 1`,
      [kind, value],
    );
    return rows[0]?.doc;
  }

  /** What the sandbox knows about an object and never tells. */
  async hidden(id: string): Promise<Record<string, unknown>> {
    const { rows } = await this.client.query<{ hidden: Record<string, unknown> }>(
      "select hidden from stripe_sandbox.object where id = $1",
      [id],
    );
    return rows[0]?.hidden ?? {};
  }

  async insert<D extends Document>(document: D, hidden: Record<string, unknown> = {}): Promise<D> {
    await this.client.query(
      "insert into stripe_sandbox.object (id, kind, doc, hidden) values ($1, $2, $3, $4)",
      [document.id, document.object, JSON.stringify(document), JSON.stringify(hidden)],
    );
    return document;
  }

  async save<D extends Document>(document: D): Promise<D> {
    await this.client.query("update stripe_sandbox.object set doc = $2 where id = $1", [
      document.id,
      JSON.stringify(document),
    ]);
    return document;
  }

  /** Newest first, one more than asked for when there are more. */
  async list<K extends Kind>(kind: K, query: ListQuery): Promise<Documents[K][]> {
    const values: unknown[] = [kind];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const where = ["kind = $1"];
    for (const [property, value] of Object.entries(query.filters)) {
      if (value === undefined) continue;
      const path = property.split(".").map((part) => `'${part.replaceAll("'", "''")}'`);
      where.push(
        `doc${path.map((part, at) => (at === path.length - 1 ? `->>${part}` : `->${part}`)).join("")} = ${bind(value)}`,
      );
    }
    where.push(...range("(doc->>'created')::bigint", query.created, bind));
    const cursor = query.startingAfter ?? query.endingBefore;
    if (cursor !== undefined) {
      const { rows } = await this.client.query<{ seq: string }>(
        "select seq from stripe_sandbox.object where id = $1 and kind = $2",
        [cursor, kind],
      );
      if (!rows[0]) throw noSuch(kind, cursor, query.startingAfter ? "starting_after" : "ending_before");
      where.push(`seq ${query.startingAfter ? "<" : ">"} ${bind(rows[0].seq)}`);
    }
    const { rows } = await this.client.query<{ doc: Documents[K] }>(
      `select doc from stripe_sandbox.object where ${where.join(" and ")}
       order by seq ${query.endingBefore ? "asc" : "desc"} limit ${bind(query.limit + 1)}`,
      values,
    );
    return rows.map((row) => row.doc);
  }

  /**
   * Records an event with the object as it is now, to be delivered to every webhook address.
   *
   * @param previous the changed properties as they were, where Stripe tells them.
   */
  async emit(type: string, object: Document, previous?: Record<string, unknown>): Promise<string> {
    const event = {
      id: newId("evt"),
      object: "event",
      api_version: Stripe.API_VERSION,
      created: this.now,
      data: { object, ...(previous ? { previous_attributes: previous } : {}) },
      livemode: false,
      pending_webhooks: this.webhookUrls.length,
      request: { id: this.origin.requestId, idempotency_key: this.origin.idempotencyKey },
      type,
    };
    await this.client.query(
      "insert into stripe_sandbox.event (id, type, created, subjects, body) values ($1, $2, $3, $4, $5)",
      [event.id, type, this.now, subjectsOf(object), JSON.stringify(event, null, 2)],
    );
    await this.client.query(
      "insert into stripe_sandbox.delivery (event_id, url) select $1, unnest($2::text[])",
      [event.id, this.webhookUrls],
    );
    return event.id;
  }

  /** A recorded event as it is delivered. */
  async event(id: string): Promise<Stripe.Event | undefined> {
    const { rows } = await this.client.query<{ body: string }>(
      "select body from stripe_sandbox.event where id = $1",
      [id],
    );
    return rows[0] && (JSON.parse(rows[0].body) as Stripe.Event);
  }

  /** Events, newest first, one more than asked for when there are more. */
  async events(query: Omit<ListQuery, "filters"> & { types?: string[] }): Promise<Stripe.Event[]> {
    const values: unknown[] = [];
    const bind = (value: unknown) => `$${values.push(value)}`;
    const where = ["true", ...range("created", query.created, bind)];
    if (query.types) where.push(`type = any(${bind(query.types)})`);
    const cursor = query.startingAfter ?? query.endingBefore;
    if (cursor !== undefined)
      where.push(
        `seq ${query.startingAfter ? "<" : ">"} (select seq from stripe_sandbox.event where id = ${bind(cursor)})`,
      );
    const { rows } = await this.client.query<{ body: string }>(
      `select body from stripe_sandbox.event where ${where.join(" and ")}
       order by seq ${query.endingBefore ? "asc" : "desc"} limit ${bind(query.limit + 1)}`,
      values,
    );
    return rows.map((row) => JSON.parse(row.body) as Stripe.Event);
  }

  /** Has something happen to an object later; a second call moves it to another moment. */
  async schedule(kind: TaskKind, objectId: string, dueMs: number): Promise<void> {
    await this.client.query(
      `insert into stripe_sandbox.task (kind, object_id, due_ms) values ($1, $2, $3)
       on conflict (kind, object_id) do update set due_ms = excluded.due_ms`,
      [kind, objectId, Math.round(dueMs)],
    );
  }

  async callOff(kind: TaskKind, objectId: string): Promise<void> {
    await this.client.query("delete from stripe_sandbox.task where kind = $1 and object_id = $2", [
      kind,
      objectId,
    ]);
  }
}

const comparisons = [
  ["gt", ">"],
  ["gte", ">="],
  ["lt", "<"],
  ["lte", "<="],
] as const;

function range(column: string, created: ListQuery["created"], bind: (value: unknown) => string): string[] {
  return comparisons.flatMap(([name, sign]) => {
    const bound = created?.[name];
    return bound === undefined ? [] : [`${column} ${sign} ${bind(bound)}`];
  });
}

// The ids by which a test asks for what happened to a payment.
function subjectsOf(object: Document): string[] {
  const named = ["payment_intent", "charge", "latest_charge", "customer", "setup_intent", "payment_method"];
  const values = named.map((name) => (object as unknown as Record<string, unknown>)[name]);
  return [object.id, ...values.filter((value) => typeof value === "string")];
}
