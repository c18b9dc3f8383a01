import { randomUUID } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import type Stripe from "stripe";
import type { Api } from "../http/api";
import { keepAnswer, takeKey } from "../http/idempotency";
import { inWords } from "../payments/amounts";
import { completeSession } from "../payments/sessions";
import { testMethod } from "../payments/test-methods";
import { newId } from "../store/documents";
import { byItself } from "../store/store";
import { notePage, payPage } from "./pay-page";
import { languageOf } from "./texts";

export interface PageAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

interface PageRequest {
  method: string;
  path: string;
  query: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** Answers a browser: the pay page, its button, and receipts. */
export async function answerPage(api: Api, request: PageRequest): Promise<PageAnswer> {
  const pay = /^\/pay\/(\w+)$/.exec(request.path);
  if (pay && request.method === "GET") return showPayPage(api, request, pay[1]!);
  if (pay && request.method === "POST") return pressButton(api, request, pay[1]!);
  const receipt = /^\/receipts\/(\w+)$/.exec(request.path);
  if (receipt && request.method === "GET") return showReceipt(api, request, receipt[1]!);
  return missing(request);
}

async function showPayPage(api: Api, request: PageRequest, id: string): Promise<PageAnswer> {
  const found = await read(api, async (tx) => {
    const session = await tx.find("checkout.session", id);
    return session && { session, hidden: await tx.hidden(id) };
  });
  if (!found) return missing(request);
  const { session, hidden } = found;
  const language = languageOf(request.headers["accept-language"], session.locale);
  const nonce = randomUUID();
  if (session.status !== "open") {
    const done = session.status === "complete";
    const { texts } = language;
    const note = done ? texts.done : texts.expired;
    const backTo = done ? successUrlOf(session) : session.cancel_url;
    return html(done ? 200 : 410, nonce, notePage({ language, nonce, note, backTo }));
  }
  const declined = new URLSearchParams(request.query).get("declined");
  const lineItems = (hidden.lineItems ?? []) as {
    description: string;
    quantity: number;
    amount_total: number;
  }[];
  return html(200, nonce, payPage({ session, lineItems, language, nonce, attempt: randomUUID(), declined }));
}

async function pressButton(api: Api, request: PageRequest, id: string): Promise<PageAnswer> {
  const form = new URLSearchParams(request.body);
  const method = testMethod(form.get("method") ?? "");
  const attempt = form.get("attempt");
  const known = await read(api, (tx) => tx.find("checkout.session", id));
  if (!known) return missing(request);
  if (!attempt || !method || !known.payment_method_types.includes(method.type)) return redirect(`/pay/${id}`);
  const key = `page:${attempt}`;
  const requestId = newId("req");
  for (;;) {
    try {
      return await api.store.transact(
        api.settings,
        api.webhookUrls,
        { requestId, idempotencyKey: attempt },
        async (tx, client) => {
          const kept = await takeKey(client, key, id);
          if (kept) return redirect(kept.body);
          const { session, decline } = await completeSession(tx, api, id, method);
          const to = decline
            ? `/pay/${id}?declined=${method.outcome}`
            : session.status === "complete"
              ? successUrlOf(session)
              : `/pay/${id}`;
          await keepAnswer(client, key, id, { status: 303, body: to, requestId });
          return redirect(to);
        },
      );
    } catch (error) {
      // The first press is still at work: the second waits for its answer.
      if ((error as { status?: number }).status !== 409) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function showReceipt(api: Api, request: PageRequest, id: string): Promise<PageAnswer> {
  const charge = await read(api, (tx) => tx.find("charge", id));
  if (!charge) return missing(request);
  const language = languageOf(request.headers["accept-language"], null);
  const nonce = randomUUID();
  const state = language.texts.statuses[charge.status as "succeeded" | "pending" | "failed"];
  const detail = `${inWords(charge.amount, charge.currency)} ${charge.currency.toUpperCase()} · ${state} · ${id}`;
  return html(200, nonce, notePage({ language, nonce, note: language.texts.receipt, detail }));
}

const read = <T>(api: Api, body: Parameters<typeof api.store.transact<T>>[3]): Promise<T> =>
  api.store.transact(api.settings, api.webhookUrls, byItself, body);

const successUrlOf = (session: Stripe.Checkout.Session): string =>
  session.success_url!.replaceAll("{CHECKOUT_SESSION_ID}", session.id);

function missing(request: PageRequest): PageAnswer {
  const language = languageOf(request.headers["accept-language"], null);
  const nonce = randomUUID();
  return html(404, nonce, notePage({ language, nonce, note: language.texts.missing }));
}

const redirect = (to: string): PageAnswer => ({ status: 303, headers: { location: to }, body: "" });

const html = (status: number, nonce: string, body: string): PageAnswer => ({
  status,
  headers: {
    "cache-control": "no-store",
    "content-security-policy": `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`,
    "content-type": "text/html; charset=utf-8",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  },
  body,
});
