import "@/lib/core/testing/database";
import { beforeAll, describe, expect, it } from "vitest";
import { dayCloseCsv } from "@/lib/billing/day-close/csv";
import { ledgerCurrencies } from "@/lib/billing/day-close/currencies";
import { flows } from "@/lib/billing/day-close/flows";
import { dayClose } from "@/lib/billing/day-close/read";
import { revenueAndLiability } from "@/lib/billing/day-close/series";
import { moneySoFar } from "@/lib/billing/day-close/so-far";
import type { LedgerKind } from "@/lib/billing/ledger/kinds";
import { type Line, post } from "@/lib/billing/ledger/post";
import { hold, spend } from "@/lib/billing/wallets/movements";
import { cashAccount, walletOf } from "@/lib/billing/wallets/open";
import type { Caller } from "@/lib/core/caller";
import { days, now, withClock } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { newId } from "@/lib/core/id";
import { Money } from "@/lib/core/money";
import { callerAt, makeTenant, type Tenant } from "@/lib/core/testing/world";
import { inTransaction } from "@/lib/core/transaction";
import { allPermissions } from "@/lib/registry";

const usd = (amount: string) => Money.of(amount, "USD");
/** As it goes over the wire, where zero has no sign. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

let tenant: Tenant;
let caller: Caller;
let wallet: string;
let cash: string;

const posted = (kind: LedgerKind, at: Date, lines: Line[], { organizationId } = tenant) =>
  inTransaction((tx) => post(tx, { key: `test:${newId()}`, kind, organizationId, lines, at }));

/** 15 October 2026 in Auckland: from 11:00 UTC the day before. */
const auckland = "Pacific/Auckland";
const morning = new Date("2026-10-14T11:00:00Z");
const lastMoment = new Date("2026-10-15T10:59:59.999Z");
const nextDay = new Date("2026-10-15T11:00:00Z");

beforeAll(async () => {
  tenant = await makeTenant(allPermissions);
  await prisma.organization.update({
    where: { id: tenant.organizationId },
    data: { timeZone: auckland, currency: "USD" },
    select: { id: true },
  });
  caller = callerAt(tenant, tenant.operatorId, allPermissions);
  const owner = { organizationId: tenant.organizationId, customerId: null };
  [wallet, cash] = await inTransaction(async (tx) => {
    const walletId = await walletOf(tx, owner, "USD", morning);
    return [walletId, await cashAccount(tx, walletId)];
  });
  const stripe = (amount: string): Line => ({ system: "clearing", channel: "stripe", amount: usd(amount) });
  const bank = (amount: string): Line => ({ system: "clearing", channel: "bank", amount: usd(amount) });
  await posted("top_up", new Date(morning.getTime() - 1), [
    bank("-500"),
    { account: cash, amount: usd("500") },
  ]);
  await posted("top_up", morning, [stripe("-100"), { account: cash, amount: usd("100") }]);
  await posted("provider_fee", morning, [stripe("3.2"), { system: "provider_fees", amount: usd("-3.2") }]);
  await posted("order", lastMoment, [
    stripe("-50"),
    { system: "revenue", amount: usd("45") },
    { system: "tax", amount: usd("5") },
  ]);
  await posted("refund", lastMoment, [stripe("20"), { system: "revenue", amount: usd("-20") }]);
  await posted("dispute_opened", lastMoment, [stripe("50"), { system: "disputes", amount: usd("-50") }]);
  await posted("payment_set_aside", lastMoment, [stripe("-7"), { system: "suspense", amount: usd("7") }]);
  await inTransaction((tx) =>
    spend(tx, {
      key: `test:${newId()}`,
      kind: "charge",
      walletId: wallet,
      amount: usd("60"),
      against: [{ system: "revenue", amount: usd("60") }],
      at: lastMoment,
    }),
  );
  await inTransaction((tx) => hold(tx, { walletId: wallet, amount: usd("40"), at: lastMoment }));
  await posted("top_up", nextDay, [bank("-1000"), { account: cash, amount: usd("1000") }]);
});

const closed = async (of = "2026-10-15") => {
  const { currencies } = await dayClose(of, caller);
  expect(currencies.map((each) => each.currency)).toEqual(["USD"]);
  return currencies[0]!;
};

describe("a day's close", () => {
  it("counts what came and went in the organization's day, by channel, and proves it", async () => {
    const { channels, trialBalance } = await closed();
    const [bank, stripe] = channels;
    expect(channels.map(({ channel }) => channel)).toEqual(["bank", "stripe"]);
    expect(plain(stripe!.flows)).toEqual(
      plain({
        receipts: usd("157"),
        refunds: usd("20"),
        fees: usd("3.2"),
        disputes: usd("50"),
        corrections: usd("0"),
        other: usd("0"),
      }),
    );
    expect(plain(stripe!.net)).toEqual(plain(usd("83.8")));
    expect(plain(stripe!.movement)).toEqual(plain(usd("83.8")));
    expect(plain([stripe!.opening, stripe!.closing])).toEqual(plain([usd("0"), usd("83.8")]));
    expect(plain([bank!.opening, bank!.movement, bank!.closing])).toEqual(
      plain([usd("500"), usd("0"), usd("500")]),
    );
    expect(trialBalance.isZero).toBe(true);
  });

  it("says what wallets are owed at its end, not what they have by now", async () => {
    const { wallets, earned, open } = await closed();
    expect(plain(wallets)).toEqual(
      plain({
        cash: usd("540"),
        vouchers: usd("0"),
        creditUsed: usd("0"),
        holds: usd("40"),
      }),
    );
    expect(plain(earned)).toMatchObject({
      revenue: usd("85").toJSON(),
      tax: usd("5").toJSON(),
      fees: usd("3.2").toJSON(),
    });
    expect(plain(open)).toMatchObject({ suspense: usd("7").toJSON(), disputes: usd("50").toJSON() });
    expect((await closed("2026-10-16")).wallets.cash).toEqual(usd("1540"));
  });

  it("adds days up, and each ends where the next begins", async () => {
    const whole = await closed("2026-10-14..2026-10-16");
    const each = await Promise.all(["2026-10-14", "2026-10-15", "2026-10-16"].map(closed));
    for (const [index, channel] of whole.channels.entries()) {
      for (const flow of flows)
        expect(plain(channel.flows[flow])).toEqual(
          plain(
            each.map((one) => one.channels[index]!.flows[flow]).reduce((sum, amount) => sum.plus(amount)),
          ),
        );
      for (const [day, next] of [each.slice(0, 2), each.slice(1)] as [typeof whole, typeof whole][])
        expect(plain(day.channels[index]!.closing)).toEqual(plain(next.channels[index]!.opening));
    }
  });

  it("shows what nobody sorted as other, so that the proof still holds", async () => {
    await posted("charge", new Date("2026-09-01T00:00:00Z"), [
      { system: "clearing", channel: "bank", amount: usd("-5") },
      { system: "suspense", amount: usd("5") },
    ]);
    const { channels } = await closed("2026-09-01");
    expect(channels[0]!.flows.other).toEqual(usd("5"));
    expect(channels[0]!.net).toEqual(channels[0]!.movement);
  });

  it("is nobody else's, needs its permission, and takes only days", async () => {
    const other = await makeTenant(allPermissions);
    const stranger = callerAt(other, other.operatorId, allPermissions);
    expect((await dayClose("2026-10-15", stranger)).currencies).toEqual([]);
    expect(await ledgerCurrencies(stranger)).toEqual([]);
    const reader = callerAt(tenant, tenant.operatorId, ["billing.ledger.read"]);
    await expect(dayClose(undefined, reader)).rejects.toMatchObject({ code: "forbidden" });
    for (const wrong of [
      "yesterday",
      "2026-02-30",
      "2026-10-16..2026-10-15",
      "2020-01-01..2026-01-01",
      "2026-10-15..",
    ])
      await expect(dayClose(wrong, caller)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("goes along as CSV whose lines add up to the same", async () => {
    const lines = (await dayCloseCsv("2026-10-15", caller)).trimEnd().split("\r\n");
    expect(lines[0]).toBe("From,To,Time zone,Currency,Channel,Part,Figure,Amount");
    expect(lines).toContain("2026-10-15,2026-10-15,Pacific/Auckland,USD,stripe,Channels,Net,83.8");
    expect(lines).toContain("2026-10-15,2026-10-15,Pacific/Auckland,USD,,Wallets at the end,Cash owed,540");
  });
});

describe("the course of revenue", () => {
  it("ends with what is owed now and shows each day's revenue", async () => {
    const at = now();
    await posted("order", at, [
      { system: "clearing", channel: "bank", amount: usd("-11") },
      { system: "revenue", amount: usd("11") },
    ]);
    await posted("top_up", new Date(at.getTime() - days(3)), [
      { system: "clearing", channel: "bank", amount: usd("-9") },
      { account: cash, amount: usd("9") },
    ]);
    const course = await revenueAndLiability({ currency: "USD", unit: "day" }, caller);
    expect(course).toHaveLength(31);
    expect(course.at(-1)).toMatchObject({ revenue: "11" });
    const owed = await prisma.ledgerAccount.findUniqueOrThrow({
      where: { id: cash },
      select: { balance: true },
    });
    expect(course.at(-1)!.cash).toBe(owed.balance.toFixed());
    const months = await revenueAndLiability({ currency: "USD", unit: "month" }, caller);
    expect(months.at(-1)!.cash).toBe(owed.balance.toFixed());
  });

  it("compares the day under way with the one before by this time", async () => {
    const { figures, suspense } = await moneySoFar("day", caller);
    expect(plain(figures.revenue[0])).toEqual(plain({ present: usd("11"), before: usd("0") }));
    expect(suspense).toEqual([usd("12")]);
  });

  it.each([
    ["day", "7", "2"],
    ["week", "9", "1"],
    ["month", "10", "3"],
    ["year", "113", "0"],
  ] as const)("counts the %s under way and the one before by this time", async (unit, present, before) => {
    const fresh = await makeTenant(allPermissions);
    const earned = [
      ["2026-06-17T08:00:00Z", "7"],
      ["2026-06-16T09:00:00Z", "2"],
      ["2026-06-09T09:00:00Z", "1"],
      ["2026-05-20T09:00:00Z", "100"],
      ["2026-05-10T09:00:00Z", "3"],
    ] as const;
    for (const [at, amount] of earned)
      await posted(
        "adjustment",
        new Date(at),
        [
          { system: "clearing", channel: "bank", amount: usd(`-${amount}`) },
          { system: "revenue", amount: usd(amount) },
        ],
        fresh,
      );
    const reader = callerAt(fresh, fresh.operatorId, allPermissions);
    const { figures } = await withClock(new Date("2026-06-17T12:00:00Z"), () => moneySoFar(unit, reader));
    expect(plain(figures.revenue[0])).toEqual(plain({ present: usd(present), before: usd(before) }));
  });
});
