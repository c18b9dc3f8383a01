import { pool } from "@/lib/core/db";

/** An id made from `seed`, an SQL expression. */
const idOf = (seed: string): string =>
  `('01900000-' || substr(md5(${seed}), 1, 4) || '-7' || substr(md5(${seed}), 5, 3) || '-8' ||
    substr(md5(${seed}), 8, 3) || '-' || substr(md5(${seed}), 11, 12))::uuid`;

/** One of `of` numbers from 1, small ones far more often than large ones. */
const uneven = (of: number, salt: string): string =>
  `(1 + floor(${of} * power(abs(hashtext(n || '${salt}')::bigint)::float8 / 2147483649, 3)))::int`;

const oneOf = (values: string[], salt: string): string =>
  `(array[${values.map((value) => `'${value}'`).join(", ")}])[${uneven(values.length, salt)}]`;

const [people, places] = [2000, 3000];
const person = idOf("'p' || person");
const address = "'10.' || (person % 250) || '.' || (n % 250) || '.' || (n / 250 % 250)";
const target = "'ORD' || lpad(n::text, 10, '0')";
const random = "gen_random_uuid()";

/** Columns and what they hold, by table; n counts from the oldest row, back from the newest one. */
const tables: Record<string, Record<string, string>> = {
  audit_entry: {
    id: random,
    created_at: "at",
    organization_id: "organization_id",
    actor_type: "'operator'",
    actor_id: person,
    actor_label: "'Person ' || md5(person::text)",
    action: oneOf(
      [
        "orders.create",
        "orders.pay",
        "customers.update",
        "top-ups.open",
        "sessions.choose-organization",
        "refunds.request",
        "organizations.update",
        "operators.invite",
      ],
      "a",
    ),
    target_type: "'orders'",
    target_id: `${random}::text`,
    target_label: target,
    address,
    request_id: `${random}::text`,
    digest: "'k:' || md5(n::text)",
    sequence: "n",
  },
  sign_in: {
    id: random,
    organization_id: "organization_id",
    operator_id: person,
    email: "'person' || person || '@example.test'",
    outcome: `(case when n % 10 = 0 then 'wrong_password' when n % 100000 = 1 then 'locked' else 'succeeded' end)::sign_in_outcome`,
    address,
    user_agent: "'Mozilla/5.0'",
    new_device: "n % 50 = 0",
    new_network: "n % 70 = 0",
    created_at: "at",
  },
  session: {
    id: random,
    operator_id: person,
    organization_id: "organization_id",
    device_hash: "md5(n::text)",
    address,
    user_agent: "'Mozilla/5.0'",
    created_at: "at",
    last_seen_at: "at + interval '1 hour'",
    expires_at: "at + interval '12 hours'",
    second_factor_at: "at",
    revoked_at: "case when n % 3 = 0 then at + interval '2 hours' end",
  },
  job_run: {
    id: random,
    run_id: "'01J' || md5(n::text)",
    function_id: oneOf(["relay-outbox", "seal-audit", "deliver-mail", "run-export", "execute-approval"], "f"),
    event_name: `case when n % 2 = 0 then 'inngest/scheduled.timer' else ${oneOf(["mail/queued", "exports/requested", "approvals/approved"], "e")} end`,
    event_id: "md5('e' || n)",
    state: "(case when n % 5000 = 0 then 'failed' else 'completed' end)::job_run_state",
    error_code: "case when n % 5000 = 0 then 'unavailable' end",
    organization_id: "organization_id",
    started_at: "at",
    ended_at: "at + interval '1 second'",
    updated_at: "at",
  },
  outbox_event: {
    id: random,
    name: oneOf(["mail/queued", "orders/paid", "exports/requested", "approvals/approved"], "f"),
    payload: "'{}'",
    organization_id: "organization_id",
    created_at: "at",
    sent_at: "case when back > 20 then at end",
    attempts: "case when back < 5 then 1 else 0 end",
    next_attempt_at: "at",
  },
  outgoing_mail: {
    id: random,
    organization_id: "organization_id",
    recipient: "'person' || person || '@example.test'",
    subject: "'Approval APR' || lpad(n::text, 8, '0') || ' waits for you'",
    text: "'x'",
    state: "(case when n % 50000 = 0 then 'failed' else 'sent' end)::mail_state",
    created_at: "at",
    sent_at: "at",
  },
  inbox_item: {
    id: random,
    operator_id: person,
    organization_id: "organization_id",
    message: "'governance.inbox.approval_requested'",
    created_at: "at",
    read_at: "case when back > 1000 then at end",
  },
  approval: {
    id: random,
    number: "'APR' || lpad(n::text, 8, '0')",
    organization_id: "organization_id",
    state:
      "(case when back < 100 then 'pending' when n % 1000 = 0 then 'failed' else 'executed' end)::approval_state",
    command: oneOf(["refunds.request", "organizations.suspend", "operators.grant-role"], "c"),
    input: "'{}'",
    input_hash: "'h'",
    policy_name: "'Policy'",
    steps: `'[{"permission":"governance.approvals.review","label":"Review"}]'`,
    requester_id: person,
    worked_in_id: "organization_id",
    target_type: "'orders'",
    target_id: `${random}::text`,
    target_label: target,
    created_at: "at",
    expires_at: "at + interval '3 days'",
    decided_at: "at",
    finished_at: "at",
  },
};

/**
 * Fills the tables that grow with every act with `count` rows each, of the last year. Wants the organizations of
 * `fillOrganizations`.
 */
export async function fillTrail(count: number): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("set synchronous_commit = off");
    await client.query(
      "create temporary table place as select row_number() over (order by number) as spot, id as organization_id from organization",
    );
    await client.query("create unique index on place (spot)");
    await client.query(
      `insert into operator (id, organization_id, email, name, state, created_at, updated_at)
       select ${person}, organization_id, 'person' || person || '@example.test', 'Person ' || md5(person::text), 'active', now(), now()
       from generate_series(1, $1::int) person join place on spot = 1 + person % 200`,
      [people],
    );
    await client.query("analyze");
    for (const [table, columns] of Object.entries(tables))
      await client.query(
        `insert into ${table} (${Object.keys(columns).join(", ")}) select ${Object.values(columns).join(", ")}
         from (
           select n, $1::int - n as back, now() - ($1::int - n)::float8 / $1 * interval '365 days' as at,
             ${uneven(people, "o")} as person, ${uneven(places, "w")} as spot
           from generate_series(1, $1::int) n
         ) made join place using (spot)`,
        [count],
      );
    await client.query("vacuum analyze");
  } finally {
    client.release();
  }
}
