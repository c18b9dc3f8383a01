import { beforeAll, describe, expect, it } from "vitest";
import { hold, release, spend } from "@/lib/billing/wallets/movements";
import { walletOf } from "@/lib/billing/wallets/open";
import { makeTemplate } from "@/lib/commerce/testing/vouchers";
import { resumeVoucherIssue } from "@/lib/commerce/voucher-issues/resume";
import { endDueVouchers } from "@/lib/commerce/vouchers/end-due";
import { failVoucherIssue } from "@/lib/commerce/vouchers/fail-issue";
import { giveVouchers } from "@/lib/commerce/vouchers/give";
import { issueVouchers } from "@/lib/commerce/vouchers/issue";
import { issueNextBatch } from "@/lib/commerce/vouchers/issue-all";
import { beginDays, beginSignUp } from "@/lib/commerce/vouchers/occasions";
import { unusableVoucherAccounts } from "@/lib/commerce/vouchers/usable";
import { voidVoucher } from "@/lib/commerce/vouchers/void";
import { days, now, withClock } from "@/lib/core/clock";
import { perform, preview } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { systemCaller } from "@/lib/core/system";
import "@/lib/core/testing/database";
import { callerAt, makeTenant, platform, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { makeCustomer } from "@/lib/customers/testing/customers";
import { allPermissions } from "@/lib/registry";

const usd = (amount: string) => Money.of(amount, "USD");

let tenant: Tenant;

beforeAll(async () => {
  await platform();
});

const fresh = async () => {
  tenant = await makeTenant(allPermissions);
  return callerAt(tenant, tenant.operatorId, allPermissions);
};

const give = (templateId: string, customerId: string, at = now()) =>
  inTransaction((tx) =>
    giveVouchers(tx, {
      templateId,
      owners: [{ organizationId: tenant.organizationId, customerId }],
      source: "issue",
      at,
    }),
  );

const walletOfCustomer = (customerId: string) =>
  inTransaction((tx) => walletOf(tx, { organizationId: tenant.organizationId, customerId }, "USD", now()));

const buy = (walletId: string, amount: string, at = now(), skip: string[] = []) =>
  inTransaction((tx) =>
    spend(tx, {
      key: newId(),
      kind: "order",
      walletId,
      amount: usd(amount),
      against: [{ system: "revenue", amount: usd(amount) }],
      skip,
      at,
    }),
  );

const owned = (customerId: string) =>
  prisma.voucher.findMany({
    where: { customerId },
    select: { id: true, state: true, accountId: true, account: { select: { balance: true } } },
    orderBy: { createdAt: "asc" },
  });

const sums = async () => {
  const rows = await prisma.$queryRaw<{ kind: string; balance: string }[]>`
    select kind::text, trim_scale(sum(balance))::text as balance from ledger_balance
    where organization_id = ${tenant.organizationId}::uuid group by kind having sum(balance) <> 0`;
  return Object.fromEntries(rows.map((row) => [row.kind, row.balance]));
};

async function runIssue(issueId: string) {
  for (;;) if ((await issueNextBatch(issueId)).over) return;
}

describe("an issue", () => {
  it("reaches each customer once, though two jobs run at once and one breaks off", {
    timeout: 60_000,
  }, async () => {
    const caller = await fresh();
    const template = await makeTemplate(tenant);
    for (let index = 0; index < 1100; index += 100)
      await Promise.all(Array.from({ length: 100 }, () => makeCustomer(tenant.organizationId)));
    await makeCustomer(tenant.organizationId, { state: "suspended" });
    const { issueId } = await perform(
      issueVouchers,
      { voucherTemplateId: template, target: "everyone", reason: "a holiday" },
      caller,
    );
    await makeCustomer(tenant.organizationId);
    await issueNextBatch(issueId);
    await Promise.all([runIssue(issueId), runIssue(issueId)]);
    const issue = await prisma.voucherIssue.findUniqueOrThrow({
      where: { id: issueId },
      select: { state: true, issued: true, total: true, skipped: true },
    });
    expect(issue).toEqual({ state: "completed", issued: 1100, total: 1100, skipped: 0 });
    expect(await sums()).toEqual({ wallet_voucher: "11000", voucher_cost: "-11000" });
  });

  it("that gave up goes on where it stopped, and gives nobody a second one", async () => {
    const caller = await fresh();
    const template = await makeTemplate(tenant);
    for (let index = 0; index < 600; index += 100)
      await Promise.all(Array.from({ length: 100 }, () => makeCustomer(tenant.organizationId)));
    const { issueId } = await perform(
      issueVouchers,
      { voucherTemplateId: template, target: "everyone", reason: "a holiday" },
      caller,
    );
    const resume = () => perform(resumeVoucherIssue, { voucherIssueId: issueId }, caller);
    expect((await issueNextBatch(issueId)).issued).toBe(500);
    await expect(resume()).rejects.toMatchObject({ reason: "wrong_state" });
    await perform(failVoucherIssue, { issueId, message: "the disk is full" }, await systemCaller("test"));
    await runIssue(issueId);
    const archive = (state: "archived" | "active") =>
      prisma.voucherTemplate.update({ where: { id: template }, data: { state }, select: { id: true } });
    await archive("archived");
    await expect(resume()).rejects.toMatchObject({ reason: "commerce.voucher_template_archived" });
    await archive("active");
    await resume();
    const begun = await prisma.outboxEvent.count({
      where: { name: "voucher-issues/begun", payload: { path: ["issueId"], equals: issueId } },
    });
    expect(begun).toBe(2);
    await Promise.all([runIssue(issueId), runIssue(issueId)]);
    const issue = await prisma.voucherIssue.findUniqueOrThrow({
      where: { id: issueId },
      select: { state: true, issued: true, skipped: true, error: true },
    });
    expect(issue).toEqual({ state: "completed", issued: 600, skipped: 0, error: null });
    expect(await sums()).toEqual({ wallet_voucher: "6000", voucher_cost: "-6000" });
  });

  it("reaches the wallets of organizations named, which give themselves nothing", async () => {
    const above = await makeTenant(allPermissions);
    const shops = [await makeTenant(allPermissions, above), await makeTenant(allPermissions, above)];
    await makeCustomer(shops[0]!.organizationId);
    const template = await makeTemplate(above);
    const wish = {
      voucherTemplateId: template,
      target: "organizations",
      organizationIds: shops.map((shop) => shop.organizationId),
      reason: "a holiday",
    };
    const caller = callerAt(above, above.operatorId, allPermissions);
    const { after } = await preview(issueVouchers, wish, caller);
    expect(after).toMatchObject({ recipients: 2, inAll: { amount: "20", currency: "USD" } });
    const { issueId } = await perform(issueVouchers, wish, caller);
    await runIssue(issueId);
    await runIssue(issueId);
    const given = await prisma.voucher.findMany({
      where: { issueId },
      select: { organizationId: true, customerId: true },
    });
    expect(given.map(({ customerId }) => customerId)).toEqual([null, null]);
    expect(new Set(given.map(({ organizationId }) => organizationId))).toEqual(new Set(wish.organizationIds));

    const [shop] = shops;
    const own = {
      ...wish,
      voucherTemplateId: await makeTemplate(shop!),
      organizationIds: [shop!.organizationId],
    };
    await expect(
      perform(issueVouchers, own, callerAt(shop!, shop!.operatorId, allPermissions)),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(perform(issueVouchers, { ...wish, target: "everyone" }, caller)).rejects.toMatchObject({
      code: "invalid_input",
    });
  });

  it("reaches those a filter finds, and nobody of another tenant", async () => {
    const caller = await fresh();
    const [ada, bob] = [
      await makeCustomer(tenant.organizationId, { name: "Ada Filtered" }),
      await makeCustomer(tenant.organizationId, { name: "Bob" }),
    ];
    const template = await makeTemplate(tenant);
    const { issueId } = await perform(
      issueVouchers,
      { voucherTemplateId: template, target: "filter", filter: { name: "filtered" }, reason: "an apology" },
      caller,
    );
    await runIssue(issueId);
    expect([(await owned(ada)).length, (await owned(bob)).length]).toEqual([1, 0]);

    const stranger = await makeCustomer((await makeTenant([])).organizationId);
    const wish = { voucherTemplateId: template, reason: "an apology" };
    await expect(
      perform(issueVouchers, { ...wish, target: "customers", customerIds: [ada, stranger] }, caller),
    ).rejects.toMatchObject({ code: "not_found" });
    await expect(
      perform(issueVouchers, { ...wish, target: "filter", filter: { nonsense: "x" } }, caller),
    ).rejects.toMatchObject({
      code: "invalid_input",
    });
    await expect(
      perform(issueVouchers, { ...wish, target: "everyone", customerIds: [ada] }, caller),
    ).rejects.toMatchObject({ code: "invalid_input" });
  });
});

describe("spending", () => {
  it("takes vouchers that expire first, and none whose conditions do not hold", async () => {
    await fresh();
    const customerId = await makeCustomer(tenant.organizationId);
    const late = await makeTemplate(tenant, { validDays: 30 });
    const soon = await makeTemplate(tenant, { validDays: 3 });
    const bound = await makeTemplate(tenant, { validDays: 1, minimumSpend: "100" });
    for (const template of [late, soon, bound]) await give(template, customerId);
    const walletId = await walletOfCustomer(customerId);
    const skip = await inTransaction((tx) =>
      unusableVoucherAccounts(tx, walletId, { skuIds: [newId()], total: usd("12") }),
    );
    await buy(walletId, "12", now(), skip);
    const [first, second, third] = await owned(customerId);
    expect([first, second, third].map((voucher) => voucher?.account.balance.toFixed(0))).toEqual([
      "8",
      "0",
      "10",
    ]);
    await expect(buy(walletId, "9", now(), skip)).rejects.toMatchObject({
      reason: "billing.insufficient_balance",
    });
  });

  it("stops at the moment a voucher expires, whatever the sweep has seen", async () => {
    await fresh();
    const customerId = await makeCustomer(tenant.organizationId);
    await give(await makeTemplate(tenant, { validDays: 1 }), customerId);
    const walletId = await walletOfCustomer(customerId);
    const tomorrow = new Date(now().getTime() + days(1));
    await expect(buy(walletId, "1", tomorrow)).rejects.toMatchObject({
      reason: "billing.insufficient_balance",
    });
  });
});

describe("the end of a voucher", () => {
  const sweep = async (at: Date) => {
    let next: string | null = null;
    do next = (await withClock(at, () => endDueVouchers(next))).next;
    while (next !== null);
  };

  it("comes with its day: what is left is posted back, once, and what is held waits", async () => {
    await fresh();
    const customerId = await makeCustomer(tenant.organizationId);
    const template = await makeTemplate(tenant, { validDays: 1 });
    const [voucher] = await give(template, customerId);
    const walletId = await walletOfCustomer(customerId);
    await buy(walletId, "4");
    const { holdId } = await inTransaction((tx) => hold(tx, { walletId, amount: usd("1"), at: now() }));
    const later = new Date(now().getTime() + days(2));
    await sweep(later);
    expect((await owned(customerId))[0]?.state).toBe("active");
    await inTransaction((tx) => release(tx, holdId, later));
    await Promise.all([sweep(later), sweep(later)]).catch(() => sweep(later));
    const row = await prisma.voucher.findUniqueOrThrow({
      where: { id: voucher!.voucherId },
      select: { state: true, account: { select: { balance: true, closedAt: true } } },
    });
    expect([row.state, row.account.balance.toFixed(0)]).toEqual(["expired", "0"]);
    expect(row.account.closedAt).not.toBeNull();
    expect(await sums()).toEqual({ revenue: "4", voucher_cost: "-4" });
  });

  it("comes with its last cent, and by hand", async () => {
    const caller = await fresh();
    const customerId = await makeCustomer(tenant.organizationId);
    const template = await makeTemplate(tenant);
    await give(template, customerId);
    const walletId = await walletOfCustomer(customerId);
    await buy(walletId, "10");
    await sweep(now());
    const [, second] = [await give(template, customerId), (await owned(customerId))[1]];
    await perform(voidVoucher, { voucherId: second!.id, reason: "given by mistake" }, caller);
    expect((await owned(customerId)).map((voucher) => voucher.state)).toEqual(["used", "void"]);
    await expect(
      perform(voidVoucher, { voucherId: second!.id, reason: "given by mistake" }, caller),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await sums()).toEqual({ revenue: "10", voucher_cost: "-10" });
  });
});

describe("occasions", () => {
  it("a sign-up gives what its organization and those above it give, once", async () => {
    await fresh();
    const below = await makeTenant([], tenant);
    await makeTemplate(tenant, { trigger: "sign_up" });
    await makeTemplate(below, { trigger: "sign_up", state: "archived" });
    await makeTemplate(await makeTenant([]), { trigger: "sign_up" });
    const customerId = await makeCustomer(below.organizationId);
    await Promise.all([beginSignUp(customerId), beginSignUp(customerId)]);
    const issues = await prisma.voucherIssue.findMany({
      where: { occasion: `sign_up:${customerId}` },
      select: { id: true },
    });
    expect(issues).toHaveLength(1);
    await runIssue(issues[0]!.id);
    expect(await owned(customerId)).toHaveLength(1);
  });

  it("a day of the year comes when it is there where the organization is", async () => {
    await fresh();
    await prisma.organization.update({
      where: { id: tenant.organizationId },
      data: { timeZone: "Asia/Shanghai" },
      select: { id: true },
    });
    const template = await makeTemplate(tenant, { trigger: "date", triggerDay: "10-24" });
    const count = () => prisma.voucherIssue.count({ where: { templateId: template } });
    await withClock(new Date("2026-10-23T15:59:00Z"), () => beginDays());
    expect(await count()).toBe(0);
    await withClock(new Date("2026-10-23T16:01:00Z"), () => beginDays());
    await withClock(new Date("2026-10-24T15:00:00Z"), () => beginDays());
    expect(await count()).toBe(1);
    await withClock(new Date("2027-10-24T05:00:00Z"), () => beginDays());
    expect(await count()).toBe(2);
  });
});
