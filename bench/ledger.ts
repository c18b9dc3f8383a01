// Ledger postings through the command, durable, beside a script that sends the same statements by itself (design section 12).
import { benchDatabase } from "./support/database";
import { budget, line } from "./support/figures";

const calls = Number(process.env.BENCH_CALLS ?? 3000);
const rounds = 3;
/** As many as wait for an answer at the same time. */
const clients = 32;
const walletCount = 64;

const close = await benchDatabase({ durable: true });
const { default: pg } = await import("pg");
const { pool, prisma } = await import("@/lib/core/db");
const { env } = await import("@/lib/core/env");
const { perform } = await import("@/lib/core/command");
const { newId } = await import("@/lib/core/id");
const { Money } = await import("@/lib/core/money");
const { systemCaller } = await import("@/lib/core/system");
const { inTransaction } = await import("@/lib/core/transaction");
const { post } = await import("@/lib/billing/ledger/post");
const { nothingProved, proveSome, together } = await import("@/lib/billing/ledger/prove");
const { chargeWallet } = await import("@/lib/billing/wallets/charge");
const { cashAccount, walletsOf } = await import("@/lib/billing/wallets/open");
const { fillOrganizations } = await import("./support/organizations");

type Charge = (walletId: string) => Promise<unknown>;

/** Wallets of one organization's customers: they share its accounts, which is what postings meet on. */
async function fillWallets(organizationId: string): Promise<string[]> {
  const at = new Date();
  const customers = Array.from({ length: walletCount }, (_, index) => ({
    id: newId(),
    number: `BENCH${index}`,
    organizationId,
    name: `Customer ${index}`,
    createdAt: at,
    updatedAt: at,
  }));
  await prisma.customer.createMany({ data: customers });
  return inTransaction(async (tx) => {
    const owners = customers.map(({ id }) => ({ organizationId, customerId: id }));
    const wallets = await walletsOf(tx, owners, "USD", at);
    const amount = Money.of("1000000", "USD");
    for (const walletId of wallets)
      await post(tx, {
        key: `bench:${walletId}`,
        kind: "top_up",
        organizationId,
        lines: [
          { account: await cashAccount(tx, walletId), amount },
          { system: "clearing", channel: "bank", amount: amount.negated() },
        ],
        at,
      });
    return wallets;
  });
}

/** The statements of a charge on a connection, prepared, with nothing around them: what pgbench would do. */
function script(connections: InstanceType<typeof pg.Pool>, organizationId: string): Charge {
  return async (walletId) => {
    const client = await connections.connect();
    try {
      const id = newId();
      await client.query({
        name: "scope",
        text: `select organization.id, organization.path::text as path from wallet as target
          left join organization on organization.id = target.organization_id where target.id = $1`,
        values: [walletId],
      });
      await client.query({
        name: "breaker",
        text: "select key, reason from circuit_breaker where key in ($1, $2) and open = true",
        values: ["wallets.charge", "wallets"],
      });
      await client.query("begin");
      await client.query({
        name: "spend",
        text: `select transaction_id, replayed, account_id, kind, amount::text from wallet_spend($1::uuid, $2, 'charge', $3::uuid,
          0.01, 'USD', $4::timestamptz, array['wallet_voucher', 'wallet_cash', 'wallet_credit'], '{}'::uuid[], null, null, null, $5::jsonb)`,
        values: [
          id,
          `script:${id}`,
          walletId,
          new Date(),
          JSON.stringify([{ system: "revenue", amount: "0.01", currency: "USD" }]),
        ],
      });
      await client.query({
        name: "count",
        text: `insert into traffic_count (command, organization_id, hour, shard, calls)
          values ('script', $1::uuid, date_trunc('hour', $2::timestamptz, 'UTC'), pg_backend_pid() % 16, 1)
          on conflict (command, organization_id, hour, shard) do update set calls = traffic_count.calls + 1`,
        values: [organizationId, new Date()],
      });
      await client.query("commit");
    } finally {
      client.release();
    }
  };
}

/** Charges by all clients at once. @returns how many a second were acknowledged. */
async function rate(charge: Charge, walletOf: (index: number) => string): Promise<number> {
  let next = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (next < calls) await charge(walletOf(next++));
    }),
  );
  return calls / ((performance.now() - begun) / 1000);
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;
const perSecond = (value: number): string => `${value.toFixed(0)}/s`;

const connections = new pg.Pool({ connectionString: env().DATABASE_URL, max: env().DATABASE_POOL_SIZE });
// A pool that has ended may still be letting go of connections when the server stops.
connections.on("error", () => {});
try {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes') order by name",
  );
  console.log(rows.map(({ name, setting }) => `${name} ${setting}`).join(", "));
  if (rows.some(({ setting }) => setting !== "on"))
    throw new Error("This Postgres does not wait for the disk.");
  await fillOrganizations(200, 20);
  const organization = await prisma.organization.findFirstOrThrow({
    where: { number: "ORG0000001" },
    select: { id: true },
  });
  const wallets = await fillWallets(organization.id);
  await pool.query("analyze");
  const caller = await systemCaller("bench");
  const amount = { amount: "0.01", currency: "USD" };
  const command: Charge = (walletId) => perform(chargeWallet, { walletId, amount, key: newId() }, caller);
  const reference = script(connections, organization.id);
  console.log(`${calls} charges a run, ${clients} clients, ${env().DATABASE_POOL_SIZE} connections\n`);

  const spread = (index: number) => wallets[index % wallets.length]!;
  const hot = () => wallets[0]!;
  await rate(reference, spread);
  await rate(command, spread);
  // In turns, so that whatever else the machine does meets both.
  const rates = { script: [], command: [], hotScript: [], hotCommand: [] } as Record<string, number[]>;
  for (let round = 0; round < rounds; round++) {
    rates.script!.push(await rate(reference, spread));
    rates.command!.push(await rate(command, spread));
    rates.hotScript!.push(await rate(reference, hot));
    rates.hotCommand!.push(await rate(command, hot));
  }
  const [scripted, commanded, hotScript, hotCommand] = Object.values(rates).map(median) as [
    number,
    number,
    number,
    number,
  ];
  line("", "script", "command", "of script");
  line(
    `${walletCount} wallets`,
    perSecond(scripted),
    perSecond(commanded),
    (commanded / scripted).toFixed(2),
  );
  line("one hot wallet", perSecond(hotScript), perSecond(hotCommand), (hotCommand / hotScript).toFixed(2));

  const { rows: posted } = await pool.query<{ count: number }>(
    "select count(*)::int as count from ledger_transaction where key like 'charge:%'",
  );
  let proved = nothingProved();
  while (proved.next) proved = together(proved, await proveSome(proved.next, 60_000));
  const acknowledged = calls * (2 * rounds + 1);
  console.log();
  budget(
    `${acknowledged} acknowledged, ${posted[0]!.count} in the ledger`,
    posted[0]!.count === acknowledged,
  );
  budget(`the ledger adds up: ${proved.faultCount} differences`, proved.faultCount === 0);
  budget(`at least a third of the script: ${(commanded / scripted).toFixed(2)}`, commanded * 3 >= scripted);
  budget(`at least 500/s on one hot wallet: ${perSecond(hotCommand)}`, hotCommand >= 500);
} finally {
  await connections.end();
  await close();
}
