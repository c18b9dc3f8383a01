import { expect, it } from "vitest";
import { translator } from "@/lib/core/i18n/translate";
import { inboxText } from "@/lib/notifications/inbox/text";

const item = {
  message: "governance.inbox.approval_requested",
  params: {
    number: "APR000007",
    command: { key: "customers.commands.organizations.suspend.title" },
    target: "Acme",
    requester: "Ada",
    step: "Operations",
  },
};

it("puts a message and the keys among its parameters into the reader's words", async () => {
  expect(inboxText(item, await translator("en"), "en")).toBe(
    "Ada asks for approval: Suspend organization – Acme (APR000007, Operations)",
  );
  expect(inboxText(item, await translator("zh"), "zh")).toMatch(
    /^Ada 申请审批：.+ – Acme（APR000007，Operations）$/,
  );
});

it("survives parameters it does not understand", async () => {
  const odd = { message: "governance.errors.own_request", params: [1, { deep: {} }] };
  expect(inboxText(odd, await translator("en"), "en")).toBe("Whoever asked for it cannot decide on it.");
});

it("writes an amount as the reader's language does, and leaves what only looks like one", async () => {
  const bill = (amount: string) => ({
    message: "billing.inbox.bill_issued",
    params: { number: "BILL-000003", amount },
  });
  expect(inboxText(bill("1323.4 USD"), await translator("en"), "en")).toBe(
    "Bill BILL-000003: $1,323.40 is to be paid",
  );
  expect(inboxText(bill("1323.4 USD"), await translator("zh"), "zh")).toContain("应付 US$1,323.40");
  expect(inboxText(bill("about 3 USD"), await translator("en"), "en")).toContain(": about 3 USD is");
});
