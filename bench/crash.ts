// SIGKILL of the web server, the engine or Postgres at random moments while orders are made, paid and given back through the
// API: afterwards everything has settled, nothing is lost, nothing was done twice, and the ledger proves clean.
import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { remoteControls } from "../e2e/stripe/control/remote";
import { root } from "../scripts/start/environment";
import { checks, moment, settled } from "./support/afterwards";
import { budget, line } from "./support/figures";
import { killAtRandom } from "./support/killing";
import { asked, PatientApi } from "./support/patient-api";
import { randomOf } from "./support/random";
import { benchServer } from "./support/server";
import {
  type Customer,
  carryOutPlan,
  type Done,
  planOrders,
  type Shop,
  stockShelf,
  welcome,
} from "./support/shop";

const orders = Number(process.env.BENCH_ORDERS ?? 500);
const buyers = Number(process.env.BENCH_CUSTOMERS ?? Math.max(5, Math.ceil(orders / 10)));
const leastKills = Number(process.env.BENCH_KILLS ?? 12);
/** Then the rest goes undisturbed: on a slow machine nothing would be through between two kills otherwise. */
const mostKills = 2 * leastKills;
const seed = Number(process.env.BENCH_SEED ?? randomInt(1_000_000));
const name = `crash${seed}`;
const atOnce = 8;
/** Orders nobody pays wait this long; the last things to settle. */
const orderExpiryMinutes = 4;
const settleWithin = 6 * 60_000;
const mostMinutes = 15;

async function tokenFor(operator: string): Promise<string> {
  const args = ["--import", "tsx", join(root, "scripts/admin/main.ts"), "issue-token"];
  const wish = ["--operator", `${operator}@harbour.example`, "--name", name];
  const { stdout } = await promisify(execFile)(process.execPath, [...args, ...wish], { cwd: root });
  return stdout.trim().split("\n").at(-1)!;
}

/** @returns what each gave; what failed is shown and counted in `failures`. */
async function together<T, R>(things: T[], run: (thing: T, index: number) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  const queue = things.entries();
  const worker = async () => {
    for (const [index, thing] of queue) {
      if (Date.now() > deadline) return;
      await run(thing, index).then(
        (result) => results.push(result),
        (error: unknown) => {
          failures.push(error instanceof Error ? error.message : String(error));
          console.log(`  failed: ${failures.at(-1)}`);
        },
      );
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

if (process.env.BENCH_DATABASE_URL)
  throw new Error("Only a Postgres of its own may be killed: unset BENCH_DATABASE_URL.");
const deadline = Date.now() + mostMinutes * 60_000;
const failures: string[] = [];
const server = await benchServer();

try {
  const url = process.env.DATABASE_URL!;
  const dataDir = process.env.FAIRLEAD_DATA_DIR!;
  const [sandbox, sandboxKey] = [process.env.STRIPE_API_BASE!, process.env.STRIPE_SECRET_KEY!];
  const clients: PatientApi[] = [];
  for (const who of ["operations", "admin", "finance"])
    clients.push(new PatientApi(server.address, await tokenFor(who)));
  const [operations, admin, finance] = clients as [PatientApi, PatientApi, PatientApi];
  const controls = remoteControls(sandbox, sandboxKey);
  const shop: Shop = { operations, admin, finance, controls, sandbox, sandboxKey, name };

  await admin.command(
    "settings.update",
    { key: "api", value: { requestsPerMinute: 1_000_000 } },
    `${name}:api`,
  );
  await admin.command(
    "settings.update",
    { key: "commerce", value: { orderExpiryMinutes } },
    `${name}:commerce`,
  );
  const { since, sandboxSince } = await moment(url);
  console.log(`${orders} orders of ${buyers} customers, at least ${leastKills} kills, BENCH_SEED=${seed}\n`);

  const random = randomOf(seed);
  const plans = planOrders(name, orders, buyers, random);
  const begun = Date.now();
  let working = true;
  const killing = killAtRandom(
    dataDir,
    randomOf(seed + 1),
    (killed) => Date.now() < deadline && killed < (working ? mostKills : leastKills),
  );
  const skus = await stockShelf(shop);
  const customers = await together(
    Array.from({ length: buyers }, (_, index) => index),
    (index) => welcome(shop, index),
  );
  console.log(`  ${customers.length} customers are there after ${Math.round((Date.now() - begun) / 1000)} s`);
  if (customers.length < buyers) throw new Error("Not all customers could be made.");
  const done: Done[] = await together(plans, (plan) =>
    carryOutPlan(shop, plan, customers as Customer[], skus),
  );
  working = false;
  console.log(`  ${done.length} orders are through after ${Math.round((Date.now() - begun) / 1000)} s`);
  const killed = await killing;
  const scene = { url, name, since, sandboxSince, customers };
  const open = await settled(scene, settleWithin);
  const took = Math.round((Date.now() - begun) / 1000);

  const { reconciliationId } = await finance.command("ledger.reconcile", {}, `${name}:reconcile`);
  const proof = await finance.until(
    "ledger-reconciliations",
    String(reconciliationId),
    ({ state }) => state !== "running",
  );

  console.log();
  line("killed: web server, engine, Postgres", ...Object.values(killed).map(String));
  line("calls, and again for want of an answer", String(asked.calls), String(asked.repeats));
  line("settled after", `${took} s`);
  for (const method of ["wallet", "online", "mixed"] as const)
    for (const then of ["pay", "leave", "cancel"] as const) {
      const some = done.filter(({ plan }) => plan.method === method && plan.then === then);
      if (some.length > 0) line(`orders: ${method}, ${then}`, String(some.length));
    }
  for (const destination of ["balance", "original"])
    line(
      `refunds to ${destination}`,
      String(done.filter(({ refund }) => refund?.destination === destination).length),
    );
  console.log();
  budget(
    `at least ${leastKills} kills`,
    Object.values(killed).reduce((sum, count) => sum + count) >= leastKills,
  );
  budget(`every call was answered: ${failures.length} were not`, failures.length === 0);
  budget(`nothing left in between: ${JSON.stringify([...open])}`, open.size === 0);
  for (const { what, kept, seen } of await checks(scene, plans, done)) budget(`${what}: ${seen}`, kept);
  budget(
    `the ledger proves ${proof.state}: ${proof.entries} entries, ${proof.faultCount} faults`,
    proof.state === "clean",
  );
} finally {
  await server.stop();
}
