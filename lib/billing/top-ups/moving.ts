/**
 * Payments that may be taking money this moment without anybody on a page: a bank moves it, or a kept method was asked for and
 * the answer is not there yet. Their top-up is not ended before they are.
 */
export const movingMoney = {
  OR: [
    { state: "processing" as const },
    { state: { in: ["created" as const, "pending" as const] }, paymentMethodId: { not: null } },
  ],
};
