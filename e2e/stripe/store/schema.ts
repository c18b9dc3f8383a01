import type pg from "pg";

/** Makes the sandbox's own schema when it is not there; safe with several sandboxes starting at once. */
export async function createSchema(pool: pg.Pool): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("begin");
    await client.query("select pg_advisory_xact_lock(hashtext('stripe_sandbox'))");
    await client.query(statements);
    await client.query("commit");
  } catch (error) {
    await client.query("rollback");
    throw error;
  } finally {
    client.release();
  }
}

const statements = `
create schema if not exists stripe_sandbox;

create table if not exists stripe_sandbox.object (
  id text primary key,
  kind text not null,
  seq bigint generated always as identity,
  doc jsonb not null,
  hidden jsonb not null default '{}'
);
create index if not exists object_kind on stripe_sandbox.object (kind, seq);
create index if not exists object_customer on stripe_sandbox.object (kind, (doc->>'customer'), seq)
  where doc->>'customer' is not null;
create index if not exists object_intent on stripe_sandbox.object (kind, (doc->>'payment_intent'), seq)
  where doc->>'payment_intent' is not null;
create index if not exists object_charge on stripe_sandbox.object (kind, (doc->>'charge'), seq)
  where doc->>'charge' is not null;

create table if not exists stripe_sandbox.idempotency (
  key text primary key,
  request text not null,
  status int not null,
  body text not null,
  request_id text not null,
  created_at timestamptz not null default now()
);

create table if not exists stripe_sandbox.event (
  id text primary key,
  seq bigint generated always as identity,
  type text not null,
  created bigint not null,
  subjects text[] not null,
  body text not null
);
create index if not exists event_seq on stripe_sandbox.event (seq);
create index if not exists event_subjects on stripe_sandbox.event using gin (subjects);

create table if not exists stripe_sandbox.delivery (
  id bigint generated always as identity primary key,
  event_id text not null references stripe_sandbox.event,
  url text not null,
  attempts int not null default 0,
  next_attempt_at timestamptz not null default now(),
  ended_at timestamptz,
  last_answer text
);
create index if not exists delivery_due on stripe_sandbox.delivery (next_attempt_at) where ended_at is null;
create index if not exists delivery_event on stripe_sandbox.delivery (event_id);

create table if not exists stripe_sandbox.task (
  id bigint generated always as identity primary key,
  kind text not null,
  object_id text not null,
  due_ms bigint not null,
  unique (kind, object_id)
);
create index if not exists task_due on stripe_sandbox.task (due_ms);

create table if not exists stripe_sandbox.setting (
  name text primary key,
  value jsonb not null
);
`;
