import type Stripe from "stripe";
import { inWords } from "../payments/amounts";
import { testMethods } from "../payments/test-methods";
import { escaped, page } from "./html";
import type { Language } from "./texts";

export interface PayPage {
  session: Stripe.Checkout.Session;
  lineItems: { description: string; quantity: number; amount_total: number }[];
  language: Language;
  nonce: string;
  /** Makes two presses of one page's button one payment. */
  attempt: string;
  /** Of the card that has just been declined. */
  declined: string | null;
}

/** The page on which a person would type a card number; here they choose what is to happen. */
export function payPage(given: PayPage): string {
  const { session, lineItems, language, nonce } = given;
  const { texts } = language;
  const decline =
    given.declined && Object.entries(texts.declines).find(([outcome]) => outcome === given.declined)?.[1];
  const paying = session.mode === "payment";
  const total = paying ? inWords(session.amount_total!, session.currency!) : undefined;
  const items = lineItems.map(
    (item) =>
      `<li><span>${escaped(item.description)}${item.quantity > 1 ? ` × ${item.quantity}` : ""}</span><span>${escaped(inWords(item.amount_total, session.currency!))}</span></li>`,
  );
  const main = `${decline ? `<p class="wrong" role="alert">${escaped(decline)}</p>` : ""}
<h1>${escaped(paying ? texts.total : texts.save)}</h1>
${total ? `<p class="total">${escaped(total)} ${escaped(session.currency!.toUpperCase())}</p>` : ""}
<ul>${items.join("")}</ul>
<form method="post" action="/pay/${escaped(session.id)}">
<input type="hidden" name="attempt" value="${escaped(given.attempt)}">
<fieldset>
<legend>${escaped(texts.method)}</legend>
${choices(session.payment_method_types, language)}
</fieldset>
<div class="actions">
<button type="submit">${escaped(total ? `${texts.pay} ${total}` : texts.saveButton)}</button>
${session.cancel_url ? `<a class="link" href="${escaped(session.cancel_url)}">${escaped(texts.cancel)}</a>` : ""}
</div>
</form>`;
  return page({
    language: language.code,
    title: paying ? texts.title : texts.save,
    notice: texts.sandbox,
    nonce,
    main,
  });
}

function choices(types: string[], { texts }: Language): string {
  return testMethods
    .filter((method) => types.includes(method.type))
    .map(
      (
        method,
        at,
      ) => `<label><input type="radio" name="method" value="${method.number}" required${at === 0 ? " checked" : ""}>
<span><span class="number">${escaped(method.type === "card" ? texts.card : texts.bank)} ${method.number.replace(/(\d{4})(?=\d)/g, "$1 ")}</span>
<span class="outcome">${escaped(texts.outcomes[method.outcome])}</span></span></label>`,
    )
    .join("\n");
}

/** A page with one sentence and a way back. */
export function notePage(given: {
  language: Language;
  nonce: string;
  note: string;
  detail?: string;
  backTo?: string | null;
}): string {
  const { language, nonce, note, detail, backTo } = given;
  return page({
    language: language.code,
    title: note,
    notice: language.texts.sandbox,
    nonce,
    main: `<h1>${escaped(note)}</h1>
${detail ? `<p>${escaped(detail)}</p>` : ""}
${backTo ? `<a class="link" href="${escaped(backTo)}">${escaped(language.texts.back)}</a>` : ""}`,
  });
}
