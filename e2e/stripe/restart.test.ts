import { type ChildProcess, spawn } from "node:child_process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseUrl } from "@/lib/core/testing/database";
import { freePort } from "@/scripts/ports";
import { remoteControls } from "./control/remote";
import { order, sdkFor, secretKey, webhookSecret } from "./testing/client";
import { type Receiver, startReceiver } from "./testing/receiver";

let receiver: Receiver;
let port: number;
let child: ChildProcess | undefined;

beforeAll(async () => {
  receiver = await startReceiver();
  port = await freePort();
});
afterAll(async () => {
  child?.kill("SIGKILL");
  await receiver.stop();
});

async function start(): Promise<void> {
  const started = spawn(process.execPath, ["--import", "tsx", "e2e/stripe/main.ts"], {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: databaseUrl,
      SECRET_KEY: secretKey,
      WEBHOOK_SECRET: webhookSecret,
      WEBHOOK_URLS: receiver.url,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  child = started;
  await new Promise<void>((resolve, reject) => {
    started.stdout!.once("data", () => resolve());
    started.once("exit", (code) => reject(new Error(`The sandbox ended with ${code}.`)));
  });
}

async function kill(): Promise<void> {
  const ended = new Promise((resolve) => child!.once("exit", resolve));
  child!.kill("SIGKILL");
  await ended;
}

test("a kill loses nothing: objects, keys, what was set and what was still to be delivered", async () => {
  const url = `http://127.0.0.1:${port}`;
  const stripe = sdkFor({ url });
  const controls = remoteControls(url, secretKey);
  await start();
  await controls.hold();
  const session = await stripe.checkout.sessions.create(order(), { idempotencyKey: "before" });
  await controls.pay({ session: session.id });
  await controls.nextRefund({ becomes: "pending" });
  await controls.advance({ seconds: 100 });
  await kill();

  await start();
  expect(receiver.received).toHaveLength(0);
  expect(await stripe.checkout.sessions.create(order(), { idempotencyKey: "before" })).toMatchObject({
    id: session.id,
  });
  const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
  const refund = await stripe.refunds.create({ payment_intent: String(payment_intent) });
  expect(refund.status).toBe("pending");
  expect(refund.created).toBeGreaterThan(Date.now() / 1000 + 95);
  await controls.release();
  await controls.idle();
  expect(receiver.received).toHaveLength(7);
  await expect(controls.settle({ payment: "pi_none", outcome: "failed" })).rejects.toThrow(
    "waits for no bank",
  );
  await expect(remoteControls(url, "sk_test_wrong").recover()).rejects.toThrow("secret key");

  receiver.answers.push(...Array(2).fill(500));
  await stripe.customers.create({});
  await kill();
  await start();
  await expect.poll(() => receiver.answers.length, { timeout: 30_000 }).toBe(0);
}, 60_000);
