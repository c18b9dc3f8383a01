import type Stripe from "stripe";
import { afterAll, beforeAll, expect, test } from "vitest";
import { databaseUrl } from "@/lib/core/testing/database";
import { type StripeSandbox, startStripeSandbox } from "./sandbox";
import { order, sdkFor, secretKey, webhookSecret } from "./testing/client";

let sandbox: StripeSandbox;
let stripe: Stripe;

beforeAll(async () => {
  sandbox = await startStripeSandbox({ databaseUrl, secretKey, webhookSecret });
  stripe = sdkFor(sandbox);
});
afterAll(() => sandbox.stop());

const local = (url: string) => url.replace("localhost", "127.0.0.1");

async function open(url: string, language = "en-US,en;q=0.9") {
  const answer = await fetch(local(url), { headers: { "accept-language": language } });
  const html = await answer.text();
  return { status: answer.status, html, attempt: /name="attempt" value="([^"]+)"/.exec(html)?.[1] };
}

async function press(url: string, fields: Record<string, string>) {
  const answer = await fetch(local(url), {
    method: "POST",
    body: new URLSearchParams(fields),
    redirect: "manual",
  });
  return { status: answer.status, location: answer.headers.get("location") };
}

test("the page says what it is, what to pay and what each card does", async () => {
  const session = await stripe.checkout.sessions.create({
    ...order(123_45),
    allowed_payment_method_types: ["card"],
  });
  const { status, html } = await open(session.url!);
  expect(status).toBe(200);
  expect(html).toContain("Sandbox: no real money moves.");
  expect(html).toContain("$123.45 USD");
  expect(html).toContain("4000 0000 0000 9995");
  expect(html).not.toContain("000123456789");
  const chinese = await open(session.url!, "zh-CN,zh;q=0.9,en;q=0.8");
  expect(chinese.html).toContain('<html lang="zh">');
  expect(chinese.html).toContain("沙盒环境");
});

test("pressing pay twice pays once and leads back both times", async () => {
  const session = await stripe.checkout.sessions.create(order());
  const { attempt } = await open(session.url!);
  const fields = { attempt: attempt!, method: "4242424242424242" };
  const presses = await Promise.all([press(session.url!, fields), press(session.url!, fields)]);
  const back = { status: 303, location: `http://localhost:3000/done?session=${session.id}` };
  expect(presses).toEqual([back, back]);
  const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
  expect((await stripe.charges.list({ payment_intent: String(payment_intent) })).data).toHaveLength(1);
  expect((await open(session.url!)).html).toContain("This has been paid already.");
  const another = await press(session.url!, { attempt: "another", method: "4242424242424242" });
  expect(another).toEqual(back);
});

test("a decline is told once and the next card pays", async () => {
  const session = await stripe.checkout.sessions.create(order());
  const { attempt } = await open(session.url!);
  const fields = { attempt: attempt!, method: "4000000000000002" };
  const [first, second] = await Promise.all([press(session.url!, fields), press(session.url!, fields)]);
  expect(first).toEqual(second);
  const again = await open(new URL(first!.location!, session.url!).href);
  expect(again.html).toContain("The card was declined.");
  const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
  expect((await stripe.charges.list({ payment_intent: String(payment_intent) })).data).toHaveLength(1);
  const paid = await press(session.url!, { attempt: again.attempt!, method: "4242424242424242" });
  expect(paid.location).toContain("/done");
});

test("cancel is a way back, expired and unknown pages say so, and nothing in a page is markup of others", async () => {
  const session = await stripe.checkout.sessions.create({
    ...order(),
    line_items: [
      {
        price_data: {
          currency: "usd",
          product_data: { name: "<script>alert(1)</script>" },
          unit_amount: 500,
        },
        quantity: 2,
      },
    ],
  });
  const { html, attempt } = await open(session.url!);
  expect(html).toContain('href="http://localhost:3000/back"');
  expect(html).not.toContain("<script>");
  expect(html).toContain("&#60;script&#62;");
  const unknown = await press(session.url!, { attempt: attempt!, method: "1" });
  expect(unknown.location).toBe(`/pay/${session.id}`);
  await stripe.checkout.sessions.expire(session.id);
  expect(await open(session.url!.replace(session.id, session.id))).toMatchObject({ status: 410 });
  expect(await press(session.url!, { attempt: attempt!, method: "4242424242424242" })).toMatchObject({
    status: 303,
  });
  expect((await stripe.checkout.sessions.retrieve(session.id)).status).toBe("expired");
  expect((await open(`${sandbox.url}/pay/cs_test_none`)).status).toBe(404);
});

test("a bank account is offered when the session takes one, and leads on before the bank answers", async () => {
  const session = await stripe.checkout.sessions.create(order());
  const { html, attempt } = await open(session.url!);
  expect(html).toContain("succeeds after a while");
  const pressed = await press(session.url!, { attempt: attempt!, method: "000123456789" });
  expect(pressed.location).toContain("/done");
  expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({
    status: "complete",
    payment_status: "unpaid",
  });
});

test("a charge has a receipt", async () => {
  const session = await stripe.checkout.sessions.create(order());
  const done = await sandbox.controls.pay({ session: session.id });
  const intent = await stripe.paymentIntents.retrieve(String(done.payment_intent), {
    expand: ["latest_charge"],
  });
  const { receipt_url } = intent.latest_charge as Stripe.Charge;
  expect((await open(receipt_url!)).html).toContain("$50.00 USD · Paid");
});
