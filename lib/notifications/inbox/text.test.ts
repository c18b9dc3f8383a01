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
  expect(inboxText(item, await translator("en"))).toBe(
    "Ada asks for approval: Suspend organization – Acme (APR000007, Operations)",
  );
  expect(inboxText(item, await translator("zh"))).toMatch(
    /^Ada 申请审批：.+ – Acme（APR000007，Operations）$/,
  );
});

it("survives parameters it does not understand", async () => {
  const odd = { message: "governance.errors.own_request", params: [1, { deep: {} }] };
  expect(inboxText(odd, await translator("en"))).toBe("Whoever asked for it cannot decide on it.");
});
