import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import type { Customer, Done, Plan } from "./shop";

/** Where to look and since when: the demo's own history came before. */
export type Scene = { url: string; name: string; since: string; sandboxSince: string; customers: Customer[] };

export type Check = { what: string; kept: boolean; seen: string };

export async function query<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** What makes a moment of this database and of the sandbox in it. */
export async function moment(url: string): Promise<{ since: string; sandboxSince: string }> {
  const [row] = await query<{ since: string; sandbox_since: string }>(
    url,
    `select clock_timestamp()::text as since, coalesce(max(seq), 0)::text as sandbox_since from stripe_sandbox.object`,
  );
  return { since: row!.since, sandboxSince: row!.sandbox_since };
}

const ours = `with bought as (select * from "order" where starts_with(external_ref, $1 || '-')),
  filled as (select top_up.* from top_up join customer on customer.id = top_up.customer_id where starts_with(customer.email, $1 || '-')),
  tried as (select * from payment_attempt where order_id in (select id from bought) or top_up_id in (select id from filled)),
  purse as (select wallet.* from wallet join customer on customer.id = wallet.customer_id where starts_with(customer.email, $1 || '-'))`;

/** Everything that is neither one thing nor the other yet, counted by what it is. */
async function between({ url, name, since }: Scene): Promise<Map<string, number>> {
  const rows = await query<{ what: string; count: number }>(
    url,
    `${ours}
    select 'order ' || state as what, count(*)::int from bought where state in ('pending', 'paid', 'refunding') group by state
    union all select 'top-up ' || state, count(*)::int from filled where state not in ('succeeded') group by state
    union all select 'payment ' || state, count(*)::int from tried where state in ('created', 'pending', 'processing') group by state
    union all select 'payment without its fee', count(*)::int from tried where state = 'succeeded' and fee is null having count(*) > 0
    union all select 'payment event ' || state, count(*)::int from payment_event where received_at >= $2 and state in ('received', 'failed') group by state
    union all select 'refund ' || state, count(*)::int from refund where order_id in (select id from bought) and state in ('processing', 'unknown') group by state
    union all select 'approval ' || state, count(*)::int from approval where command = 'refunds.request' and created_at >= $2
      and state in ('pending', 'approved', 'executing') group by state
    union all select 'grant ' || state, count(*)::int from benefit_grant where order_id in (select id from bought)
      and state in ('pending', 'failed') group by state
    union all select 'hold', count(*)::int from wallet_hold where wallet_id in (select id from purse) and state = 'active' having count(*) > 0
    union all select 'event not handed on', count(*)::int from outbox_event where created_at >= $2 and sent_at is null having count(*) > 0
    union all select 'webhook not delivered', count(*)::int from stripe_sandbox.delivery where ended_at is null having count(*) > 0`,
    [name, since],
  );
  return new Map(rows.map(({ what, count }) => [what, count]));
}

/** Waits until nothing is in between. @returns what still is when `patience` milliseconds are over. */
export async function settled(scene: Scene, patience: number): Promise<Map<string, number>> {
  const end = Date.now() + patience;
  let said = "";
  for (;;) {
    const open = await between(scene);
    if (open.size === 0 || Date.now() > end) return open;
    const now = [...open].map(([what, count]) => `${count} × ${what}`).join(", ");
    if (now !== said) console.log(`  open: ${now}`);
    said = now;
    await sleep(3000);
  }
}

/** What must be so after everything has settled, whoever was killed when. */
export async function checks(scene: Scene, plans: Plan[], done: Done[]): Promise<Check[]> {
  const { url, name, since, sandboxSince } = scene;
  const found: Check[] = [];
  const add = (what: string, kept: boolean, seen: unknown) =>
    found.push({ what, kept, seen: typeof seen === "string" ? seen : JSON.stringify(seen) });
  const mine = <Row extends pg.QueryResultRow>(text: string) => query<Row>(url, `${ours} ${text}`, [name]);

  const orders = await mine<{ id: string; ref: string; state: string; postings: number; earned: string }>(`
    select id, external_ref as ref, state::text,
      (select count(*)::int from ledger_transaction where reference_type = 'orders' and reference_id = bought.id) as postings,
      (select coalesce(sum(amount), 0)::text from ledger_entry join ledger_account on ledger_account.id = account_id
        join ledger_transaction on ledger_transaction.id = transaction_id
        where reference_type = 'orders' and reference_id = bought.id and ledger_account.kind in ('revenue', 'tax')) as earned
    from bought`);
  const refs = new Set(orders.map(({ ref }) => ref));
  add(
    "one order for each that was asked for",
    orders.length === plans.length && refs.size === plans.length,
    `${orders.length} of ${plans.length}`,
  );

  const byId = new Map(orders.map((order) => [order.id, order]));
  const astray = done.filter(({ orderId, plan, state, fromWallet, paidOnline, voucher, refund }) => {
    const order = byId.get(orderId);
    if (!order) return true;
    const paid = state !== "expired" && fromWallet + paidOnline > 0;
    const whole = refund !== null && refund.amount === fromWallet + paidOnline - voucher;
    const end = refund
      ? whole
        ? "refunded"
        : "partially_refunded"
      : plan.then === "cancel"
        ? "canceled"
        : paid
          ? "fulfilled"
          : "expired";
    const postings = !paid ? 0 : plan.method === "mixed" ? 2 : 1;
    const earned = paid ? fromWallet + paidOnline : 0;
    return (
      order.state !== end || order.postings !== postings || Math.round(Number(order.earned) * 100) !== earned
    );
  });
  add(
    "every order where its payments lead, posted once and in full",
    astray.length === 0 && done.length === plans.length,
    `${done.length - astray.length} of ${plans.length}${astray.length > 0 ? `; ${JSON.stringify(astray.slice(0, 3).map((each) => [each, byId.get(each.orderId)]))}` : ""}`,
  );

  const [payments] = await query<{
    here: number;
    there: number;
    amount: string;
    amount_there: string;
    strange: number;
  }>(
    url,
    `with here as (select payment_ref, received from payment_attempt where state = 'succeeded' and created_at >= $1),
      there as (select id, (doc->>'amount_received')::numeric / 100 as received from stripe_sandbox.object
        where kind = 'payment_intent' and doc->>'status' = 'succeeded' and seq > $2)
    select (select count(*)::int from here) as here, (select count(*)::int from there) as there,
      (select coalesce(sum(received), 0)::text from here) as amount, (select coalesce(sum(received), 0)::text from there) as amount_there,
      (select count(*)::int from here full join there on there.id = here.payment_ref where here.received is distinct from there.received) as strange`,
    [since, sandboxSince],
  );
  add(
    "payments here are those the provider took",
    payments!.strange === 0 && payments!.here === payments!.there,
    `${payments!.here} of ${Number(payments!.amount).toFixed(2)} / ${payments!.there} of ${Number(payments!.amount_there).toFixed(2)} USD`,
  );

  const [received] = await query<{ attempts: number; postings: number; differ: number }>(
    url,
    `with here as (select id, received from payment_attempt where state = 'succeeded' and created_at >= $1)
    select count(*)::int as attempts, count(ledger_transaction.id)::int as postings,
      count(*) filter (where posted.amount is distinct from -here.received)::int as differ
    from here left join ledger_transaction on key = 'payment-attempt:' || here.id || ':received'
    left join lateral (select sum(amount) as amount from ledger_entry join ledger_account on ledger_account.id = account_id
      where transaction_id = ledger_transaction.id and ledger_account.kind = 'clearing') as posted on true`,
    [since],
  );
  add(
    "each payment posted once",
    received!.attempts === received!.postings && received!.differ === 0,
    received,
  );

  const [clearing] = await query<{ here: string; there: string }>(
    url,
    `select (select coalesce(sum(amount), 0) from ledger_entry join ledger_account on ledger_account.id = account_id
        where kind = 'clearing' and channel = 'stripe' and ledger_entry.created_at >= $1)::numeric(20, 2)::text as here,
      (select coalesce(-sum((doc->>'net')::numeric) / 100, 0) from stripe_sandbox.object
        where kind = 'balance_transaction' and seq > $2)::numeric(20, 2)::text as there`,
    [since, sandboxSince],
  );
  add("clearing is what lies with the provider", clearing!.here === clearing!.there, clearing);

  const [refunds] = await query<{ here: number; there: number; strange: number; amount: string }>(
    url,
    `with here as (select provider_ref, amount - fee as amount from refund where state = 'succeeded' and provider = 'stripe' and created_at >= $1),
      there as (select id, (doc->>'amount')::numeric / 100 as amount from stripe_sandbox.object
        where kind = 'refund' and doc->>'status' = 'succeeded' and seq > $2)
    select (select count(*)::int from here) as here, (select count(*)::int from there) as there,
      (select count(*)::int from here full join there on there.id = here.provider_ref where here.amount is distinct from there.amount) as strange,
      (select coalesce(sum(amount), 0)::numeric(20, 2)::text from there) as amount`,
    [since, sandboxSince],
  );
  add("refunds here are those the provider made", refunds!.strange === 0, refunds);

  const asked = done.flatMap(({ refund }) => refund ?? []);
  const given = await query<{
    approval: string;
    state: string;
    refunds: number;
    amount: string;
    postings: number;
    result: string;
  }>(
    url,
    `select approval.id as approval, approval.state::text, count(refund.id)::int as refunds, coalesce(sum(refund.amount), 0)::text as amount,
      (select count(*)::int from ledger_transaction where reference_type = 'refunds' and reference_id = min(refund.id::text)::uuid) as postings,
      min(refund.state::text) as result
    from approval left join refund on refund.approval_id = approval.id
    where command = 'refunds.request' and approval.created_at >= $1 group by approval.id`,
    [since],
  );
  const byApproval = new Map(given.map((each) => [each.approval, each]));
  const odd = asked.filter(({ approvalId, amount }) => {
    const one = byApproval.get(approvalId);
    const right =
      one?.state === "executed" && one.result === "succeeded" && one.refunds === 1 && one.postings === 1;
    return !right || Math.round(Number(one.amount) * 100) !== amount;
  });
  add(
    "each refund agreed to was made and posted once",
    odd.length === 0 && given.length === asked.length,
    `${asked.length - odd.length} of ${asked.length}${odd.length > 0 ? `; ${JSON.stringify(odd.slice(0, 3).map((each) => [each, byApproval.get(each.approvalId)]))}` : ""}`,
  );

  // Whoever is new may be welcomed with a voucher, once.
  const wallets = await mine<{ customer: string; cents: number; held: number }>(`
    select purse.customer_id as customer, round(sum(balance - coalesce((select amount from voucher where account_id = ledger_account.id), 0)) * 100)::int as cents, round(sum(held) * 100)::int as held
    from purse join ledger_account on wallet_id = purse.id group by purse.customer_id`);
  const kept = new Map(
    wallets.map(({ customer, cents, held }) => [customer, held === 0 ? cents : Number.NaN]),
  );
  const wrong = scene.customers.filter(({ id, wallet }) => kept.get(id) !== wallet);
  add(
    "wallets hold what answers said",
    wrong.length === 0 && wallets.length === scene.customers.length,
    `${scene.customers.length - wrong.length} of ${scene.customers.length}${wrong.length > 0 ? `; ${JSON.stringify(wrong.slice(0, 3).map((each) => [each, kept.get(each.id)]))}` : ""}`,
  );

  const [late] = await mine<{ late: number; tasks: number }>(`
    select (select count(*)::int from tried join bought on bought.id = tried.order_id where tried.state = 'succeeded' and bought.state in ('expired', 'canceled')) as late,
      (select count(*)::int from refund_task where order_id in (select id from bought)) as tasks`);
  add("money that came too late is set aside once", late!.late === late!.tasks, late);

  const failed = await query<{ job: string; error: string; count: number }>(
    url,
    `select function_id as job, left(min(error_message), 120) as error, count(*)::int from job_run where state = 'failed' and started_at >= $1 and event_name not like 'inngest/%' group by 1`,
    [since],
  );
  // What runs every minute anyway may leave one out.
  add("no job gave up", failed.length === 0, failed);
  return found;
}
