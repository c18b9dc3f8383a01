export interface Decline {
  code: string;
  declineCode?: string;
  message: string;
}

/** A number or token of Stripe's documentation for tests, and what a payment with it does. */
export interface TestMethod {
  number: string;
  token: string;
  type: "card" | "us_bank_account";
  brand: string;
  /** Which text of the pay page tells what it does. */
  outcome:
    | "succeeds"
    | "declined"
    | "no_funds"
    | "expired"
    | "declined_later"
    | "authentication"
    | "disputed"
    | "refund_fails"
    | "refund_pends"
    | "bank_succeeds"
    | "bank_no_funds"
    | "bank_closed";
  /** Every payment is declined so, at once by a card and after a while by a bank. */
  declines?: Decline;
  /** Whether the method can be saved all the same. */
  savesAnyway?: boolean;
  declinesOffSession?: Decline;
  disputed?: boolean;
  refund?: "fails" | "pends";
}

const declined = (declineCode: string, message: string): Decline => ({
  code: "card_declined",
  declineCode,
  message,
});
const generic = declined("generic_decline", "Your card was declined.");

const card = (
  number: string,
  token: string,
  outcome: TestMethod["outcome"],
  more: Partial<TestMethod> = {},
) => ({
  number,
  token,
  type: "card" as const,
  brand: "visa",
  outcome,
  ...more,
});
const bank = (number: string, token: string, outcome: TestMethod["outcome"], declines?: Decline) => ({
  number,
  token,
  type: "us_bank_account" as const,
  brand: "STRIPE TEST BANK",
  outcome,
  declines,
});

export const testMethods: readonly TestMethod[] = [
  card("4242424242424242", "pm_card_visa", "succeeds"),
  card("5555555555554444", "pm_card_mastercard", "succeeds", { brand: "mastercard" }),
  card("4000000000000002", "pm_card_chargeDeclined", "declined", { declines: generic }),
  card("4000000000009995", "pm_card_chargeDeclinedInsufficientFunds", "no_funds", {
    declines: declined("insufficient_funds", "Your card has insufficient funds."),
  }),
  card("4000000000000069", "pm_card_chargeDeclinedExpiredCard", "expired", {
    declines: { code: "expired_card", message: "Your card has expired." },
  }),
  card("4000000000000341", "pm_card_chargeCustomerFail", "declined_later", {
    declines: generic,
    savesAnyway: true,
  }),
  card("4000002760003184", "pm_card_authenticationRequired", "authentication", {
    declinesOffSession: {
      code: "authentication_required",
      declineCode: "authentication_required",
      message: "Your card was declined. This transaction requires authentication.",
    },
  }),
  card("4000000000000259", "pm_card_createDispute", "disputed", { disputed: true }),
  card("4000000000005126", "pm_card_refundFail", "refund_fails", { refund: "fails" }),
  card("4000000000007726", "pm_card_pendingRefund", "refund_pends", { refund: "pends" }),
  bank("000123456789", "pm_usBankAccount_success", "bank_succeeds"),
  bank("000222222227", "pm_usBankAccount_insufficientFunds", "bank_no_funds", {
    code: "insufficient_funds",
    message: "The customer's account has insufficient funds to cover this payment.",
  }),
  bank("000111111113", "pm_usBankAccount_accountClosed", "bank_closed", {
    code: "account_closed",
    message: "The customer's bank account has been closed.",
  }),
];

export const testMethod = (number: string): TestMethod | undefined =>
  testMethods.find((method) => method.number === number.replaceAll(" ", ""));

export const testMethodOfToken = (token: string): TestMethod | undefined =>
  testMethods.find((method) => method.token === token);
