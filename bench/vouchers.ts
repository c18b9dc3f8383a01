// How long one voucher each for 100,000 customers takes, given by two jobs at once of which one breaks off, and how long it takes
// until they have all expired; beside bare inserts of the same vouchers. Nobody gets two, and the ledger adds up.
import { benchDatabase } from "./support/database";
import { budget, line } from "./support/figures";

const customers = Number(process.env.BENCH_CUSTOMERS ?? 100_000);

const close = await benchDatabase({ durable: true });
const { pool, prisma } = await import("@/lib/core/db");
const { after, days, now, withClock } = await import("@/lib/core/clock");
const { newId } = await import("@/lib/core/id");
const { nothingProved, proveSome, together } = await import("@/lib/billing/ledger/prove");
const { endDueVouchers } = await import("@/lib/commerce/vouchers/end-due");
const { voucherBatch } = await import("@/lib/commerce/vouchers/issue-batch");
const { issueNextBatch } = await import("@/lib/commerce/vouchers/issue-all");
const { systemCaller } = await import("@/lib/core/system");
const { fillOrganizations } = await import("./support/organizations");

/** Customers of a few organizations, as uneven as real ones. @returns the platform's id. */
async function fillCustomers(): Promise<string> {
  await fillOrganizations(200, 5);
  await pool.query(`insert into customer (id, number, organization_id, name, email, created_at, updated_at)
    select gen_random_uuid(), 'BENCH' || n, (array(select id from organization where state = 'active' order by id))[1 + n % 100],
      'Customer ' || n, 'customer' || n || '@example.test', now() - n * interval '1 second', now()
    from generate_series(1, ${customers}) n`);
  await pool.query("analyze customer");
  const root = await prisma.organization.findFirstOrThrow({
    where: { parentId: null },
    select: { id: true },
  });
  return root.id;
}

async function makeIssue(organizationId: string): Promise<string> {
  const [templateId, issueId, at] = [newId(), newId(), now()];
  await prisma.voucherTemplate.create({
    data: {
      id: templateId,
      number: "BENCH1",
      organizationId,
      name: "Programmers' day",
      amount: "10.24",
      currency: "USD",
      validDays: 30,
      createdAt: at,
      updatedAt: at,
    },
    select: { id: true },
  });
  await prisma.voucherIssue.create({
    data: { id: issueId, organizationId, templateId, target: "everyone", createdAt: at },
    select: { id: true },
  });
  return issueId;
}

/** Gives batch after batch. @param breaksOffAfter how many batches, as a process that is killed. */
async function job(issueId: string, breaksOffAfter = Number.POSITIVE_INFINITY): Promise<void> {
  for (let batch = 0; batch < breaksOffAfter; batch++) if ((await issueNextBatch(issueId)).over) return;
}

const seconds = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
};

async function expireAll(): Promise<void> {
  let next: string | null = null;
  do ({ next } = await endDueVouchers(next));
  while (next !== null);
}

/** The vouchers again, as rows of a table with nothing around them, as many a statement as the job gives. */
async function bareInserts(): Promise<void> {
  await pool.query("create table bare_voucher (like voucher including indexes)");
  for (let from = 0; from < customers; from += voucherBatch)
    await pool.query(
      `insert into bare_voucher select * from voucher order by id offset ${from} limit ${voucherBatch}`,
    );
}

try {
  const organizationId = await fillCustomers();
  await systemCaller("issue-vouchers");
  const issueId = await makeIssue(organizationId);
  const giving = await seconds(() => Promise.all([job(issueId), job(issueId, 20)]));
  const memory = process.memoryUsage().rss / 1024 ** 2;
  const issue = await prisma.voucherIssue.findUniqueOrThrow({
    where: { id: issueId },
    select: { state: true, total: true, issued: true, skipped: true },
  });
  const again = await seconds(() => job(issueId));
  const { rows } = await pool.query<{ vouchers: number; wallets: number; worth: string }>(
    `select count(*)::int as vouchers, count(distinct voucher.wallet_id)::int as wallets, sum(account.balance)::text as worth
     from voucher join ledger_account as account on account.id = voucher.account_id where issue_id = $1`,
    [issueId],
  );
  const [given] = rows;
  const reached = await prisma.customer.count({
    where: { state: "active", organization: { state: "active" } },
  });
  await pool.query("analyze");
  const nothingDue = await seconds(expireAll);
  const bare = await seconds(bareInserts);
  const expiring = await withClock(after(now(), days(31)), () => seconds(expireAll));
  const left = await prisma.voucher.count({ where: { state: "active" } });
  let proved = nothingProved();
  while (proved.next) proved = together(proved, await proveSome(proved.next, 600_000));

  const show = (what: string, took: number): void =>
    line(
      what,
      `${took.toFixed(1)} s`,
      `${Math.round(customers / took).toLocaleString("en")}/s`,
      `${(took / bare).toFixed(1)} ×`,
    );
  console.log(`${customers.toLocaleString("en")} customers, ${Math.round(memory)} MB\n`);
  line("", "", "", "of reference");
  show("reference: bare inserts of the vouchers", bare);
  show("given, posted and audited", giving);
  show("expired and posted back", expiring);
  line("the job once more", `${again.toFixed(2)} s`);
  line("looking for what has expired, finding nothing", `${nothingDue.toFixed(2)} s`);
  console.log("");
  budget(
    `one each: ${given!.vouchers} vouchers in ${given!.wallets} wallets of ${reached} customers`,
    given!.vouchers === reached && given!.wallets === reached,
  );
  budget(
    `the issue says so: ${issue.state}, ${issue.issued} of ${issue.total}`,
    issue.state === "completed" && issue.issued === reached && issue.total === reached,
  );
  budget(`worth ${Number(given!.worth)} USD`, Number(given!.worth) === Math.round(reached * 1024) / 100);
  budget(`none is left after its day: ${left}`, left === 0);
  budget(`the ledger adds up: ${proved.faultCount} differences`, proved.faultCount === 0);
} finally {
  await close();
}
