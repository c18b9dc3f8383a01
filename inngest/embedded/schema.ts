import type { Pool } from "pg";

/**
 * The engine's own tables. They live in a schema of their own, are made by the engine after the product's migrations,
 * and hold nothing the product reads: what people see of a run is `job_run`.
 */
const DDL = `
create schema if not exists engine;

-- Every event received; the primary key is what drops a repeated one.
create table if not exists engine.event (
  id text primary key,
  name text not null,
  payload jsonb not null,
  received_at timestamptz not null default now()
);
create index if not exists event_received_at on engine.event (received_at);

create table if not exists engine.run (
  id uuid primary key,
  function_id text not null,
  event jsonb not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'completed', 'failed', 'canceled')),
  -- Concurrency keys this run counts against, resolved when it was made: [{key, limit}].
  slots jsonb not null default '[]',
  singleton_key text,
  rate_key text,
  -- Once steps race each other, steps are planned before they run, so that no two calls run the same one.
  force_plan boolean not null default false,
  parent_run_id uuid,
  parent_step_id text,
  output jsonb,
  error jsonb,
  created_at timestamptz not null default now(),
  started_at timestamptz,
  ended_at timestamptz
);
create index if not exists run_active on engine.run (function_id, created_at) where ended_at is null;
create index if not exists run_rate on engine.run (function_id, rate_key, created_at) where rate_key is not null;
create index if not exists run_ended_at on engine.run (ended_at) where ended_at is not null;

create sequence if not exists engine.step_sequence;

-- The memo: a step with an outcome never runs again. One without is planned, asleep or waiting.
create table if not exists engine.step (
  run_id uuid not null references engine.run (id) on delete cascade,
  id text not null,
  name text not null,
  op text not null,
  outcome jsonb,
  -- Order of completion, which the SDK needs to replay parallel branches as they happened.
  sequence bigint,
  wait_event text,
  wait_if text,
  planned_at timestamptz not null default now(),
  ended_at timestamptz,
  primary key (run_id, id)
);
create index if not exists step_waiting on engine.step (wait_event) where outcome is null and wait_event is not null;

create table if not exists engine.debounce (
  function_id text not null,
  key text not null,
  event jsonb not null,
  latest_at timestamptz not null,
  deadline timestamptz,
  primary key (function_id, key)
);

-- Throttling: when the next run with this key may start at the steady rate.
create table if not exists engine.pace (
  function_id text not null,
  key text not null,
  next_at timestamptz not null,
  primary key (function_id, key)
);

-- Idempotency keys already used.
create table if not exists engine.once (
  function_id text not null,
  key text not null,
  expires_at timestamptz not null,
  primary key (function_id, key)
);
`;

/** Makes the engine's tables where they are missing. */
export async function createEngineSchema(pool: Pool): Promise<void> {
  await pool.query(DDL);
}
