import "@/lib/core/testing/database";
import { expect, test } from "vitest";
import { pool } from "@/lib/core/db";
import { refused } from "@/lib/core/errors";
import { mayPass } from "@/lib/governance/approvals/passing";

test("a connection that was cut may pass, whether a statement was under way or only the next one fails", async () => {
  const client = await pool.connect();
  try {
    const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
    const underWay = client.query("select pg_sleep(10)").catch((error: unknown) => error);
    await pool.query("select pg_terminate_backend($1)", [rows[0]!.pid]);
    expect(mayPass(await underWay)).toBe(true);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const next = await client.query("select 1").catch((error: unknown) => error);
    expect(next).toBeInstanceOf(Error);
    expect(mayPass(next)).toBe(true);
  } finally {
    client.release(true);
  }
});

test("a refusal stays one", () => {
  expect(mayPass(refused("commerce.not_refundable"))).toBe(false);
  expect(mayPass(new Error("division by zero"))).toBe(false);
});
