import { afterAll, beforeAll, expect, it } from "vitest";
import { reconcileLedger } from "@/lib/billing/ledger/reconcile";
import { makeHold, makeWallet } from "@/lib/billing/testing/wallets";
import { perform } from "@/lib/core/command";
import { pool, prisma } from "@/lib/core/db";
import { systemCaller } from "@/lib/core/system";
import { databaseUrl } from "@/lib/core/testing/database";
import { makeTenant, platform } from "@/lib/core/testing/world";
import { inngest } from "../client";
import { type Harness, startHarness, until } from "../embedded/testing/harness";
import { relayBatch } from "../relay";
import { reconcileLedgerJob } from "./billing";

let harness: Harness;

beforeAll(async () => {
  await platform();
  harness = await startHarness(databaseUrl, () => [reconcileLedgerJob], { client: inngest });
});

afterAll(() => harness?.stop());

async function proved(): Promise<string> {
  const { reconciliationId } = await perform(reconcileLedger, {}, await systemCaller("test"));
  const read = () =>
    prisma.ledgerReconciliation.findUniqueOrThrow({
      where: { id: reconciliationId },
      select: { state: true },
    });
  await until(async () => {
    await relayBatch();
    return (await read()).state !== "running";
  }, "the proof is over");
  return (await read()).state;
}

const runsIn = (state: "completed" | "failed") =>
  prisma.jobRun.count({ where: { functionId: "reconcile-ledger", state } });

it("proves a ledger that adds up, and fails on one that does not", async () => {
  const tenant = await makeTenant([]);
  const { cash } = await makeWallet(tenant.organizationId);
  await makeHold((await makeTenant([])).organizationId);
  expect(await proved()).toBe("clean");
  await until(async () => (await runsIn("completed")) === 1, "the run is recorded as completed");

  await pool.query("update ledger_account set balance = balance + 0.000000001 where id = $1", [cash]);
  expect(await proved()).toBe("different");
  await until(async () => (await runsIn("failed")) === 1, "the run is recorded as failed");
  const last = await prisma.ledgerReconciliation.findFirstOrThrow({
    orderBy: { startedAt: "desc" },
    select: { state: true, faultCount: true },
  });
  expect(last).toEqual({ state: "different", faultCount: 2 });
});
