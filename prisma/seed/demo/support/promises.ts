import { days } from "@/lib/core/clock";
import { createBusinessCalendar } from "@/lib/support/business-calendars/create";
import type { CalendarHours } from "@/lib/support/business-calendars/fields";
import { createSlaPolicy } from "@/lib/support/sla-policies/create";
import type { TicketPriority, TicketType } from "@/lib/support/sla-policies/fields";
import { createSupportMacro } from "@/lib/support/support-macros/create";
import { places } from "@/prisma/seed/demo/business";
import type { Cast, House } from "@/prisma/seed/demo/money/cast";

const week = (working: CalendarHours[number], saturday: CalendarHours[number] = []): CalendarHours => [
  ...Array.from({ length: 5 }, () => working),
  saturday,
  [],
];
const always: CalendarHours = Array.from({ length: 7 }, () => [["00:00", "24:00"]]);

/** Days of the year on which nobody works, by country. What moves with the moon or the weekday is left to who uses it. */
const holidays: Record<string, readonly string[]> = {
  CN: ["01-01", "05-01", "10-01", "10-02", "10-03"],
  SG: ["01-01", "05-01", "08-09", "12-25"],
  DE: ["01-01", "05-01", "10-03", "12-25", "12-26"],
  US: ["01-01", "07-04", "12-25"],
  GB: ["01-01", "12-25", "12-26"],
};

/** Of last year, this one and the next. */
const holidaysOf = (country: string, today: Date): string[] =>
  [-1, 0, 1].flatMap((year) =>
    (holidays[country] ?? []).map((date) => `${today.getUTCFullYear() + year}-${date}`),
  );

type Promised = [TicketPriority, first: number, resolve: number, warn: number];

/** By priority, in minutes of the calendar's hours. */
const usual: readonly Promised[] = [
  ["high", 60, 480, 20],
  ["normal", 240, 1440, 60],
  ["low", 480, 2880, 120],
];

const names: Record<TicketPriority, string> = {
  low: "Low",
  normal: "Normal",
  high: "High",
  urgent: "Urgent",
};

/** Calendars, policies and macros of the platform and its resellers: what support goes by. */
export async function seedPromises(cast: Cast, today: Date): Promise<void> {
  const { stage } = cast;
  const admin = await cast.staff("admin");
  const founded = new Date(today.getTime() - days(190));
  const calendar = async (house: House, name: string, timeZone: string, hours: CalendarHours) => {
    const { organizationId, country, kind } = house;
    const around = hours === always;
    const input = {
      name,
      timeZone,
      hours,
      holidays: around ? [] : holidaysOf(kind === "platform" ? "GB" : country, today),
      organizationId,
    };
    const key = `calendar-${organizationId}-${name}`;
    return (await stage.act(key, founded, createBusinessCalendar, input, admin)).calendarId;
  };
  const policy = async (
    house: House,
    calendarId: string,
    type: TicketType | null,
    [priority, firstResponseMinutes, resolveMinutes, warnMinutes]: Promised,
    name: string,
  ) => {
    const { organizationId } = house;
    const times = { firstResponseMinutes, resolveMinutes, warnMinutes };
    const input = { name, type, priority, calendarId, ...times, organizationId };
    await stage.act(`policy-${organizationId}-${name}`, founded, createSlaPolicy, input, admin);
  };

  const root = cast.houses[0]!;
  const office = await calendar(root, "Office hours", "Europe/London", week([["08:00", "19:00"]]));
  const clock = await calendar(root, "Around the clock", "UTC", always);
  await policy(root, clock, null, ["urgent", 15, 240, 5], "Urgent, around the clock");
  for (const promised of usual) await policy(root, office, null, promised, names[promised[0]]);
  await policy(root, office, "billing_dispute", ["normal", 120, 960, 45], "Billing disputes");
  await policy(root, office, "compliance", ["high", 30, 480, 10], "Compliance complaints");

  for (const house of cast.houses.filter(({ kind }) => kind === "reseller")) {
    const home = Object.values(places).find(({ country }) => country === house.country) ?? places.london;
    const chinese = house.country === "CN";
    const lunch: CalendarHours[number] = [
      ["09:00", "12:00"],
      ["13:30", "18:00"],
    ];
    const hours = chinese ? week(lunch, [["09:00", "12:00"]]) : week([["09:00", "17:30"]]);
    const id = await calendar(house, chinese ? "工作时间" : "Business hours", home.timeZone, hours);
    for (const promised of [["urgent", 30, 300, 10] as Promised, ...usual])
      await policy(house, id, null, promised, names[promised[0]]);
  }
  await seedMacros(cast, founded);
}

const macros: readonly Record<string, unknown>[] = [
  {
    name: "We are looking into it",
    body: "Thank you for telling us. We are looking into it and come back to you today.",
  },
  {
    name: "Which order was it?",
    body: "So that we can find it: which order or bill is this about? Its number begins with ORD or BILL.",
  },
  {
    name: "Top-up arrived",
    body: "Your transfer has arrived and is on your wallet. Thank you for your patience.",
    resolves: true,
  },
  {
    name: "Asked finance",
    kind: "internal",
    body: "Asked finance to look at the postings of this bill before we answer.",
    priority: "high",
  },
  { name: "充值已到账", body: "您的充值已到账，请在钱包中查看。感谢您的耐心等待。", resolves: true },
  { name: "需要更多信息", body: "为了尽快处理，请告诉我们相关的订单号或账单号，以及出现问题的时间。" },
];

async function seedMacros(cast: Cast, at: Date): Promise<void> {
  const support = await cast.staff("support");
  for (const macro of macros)
    await cast.stage.act(`macro-${String(macro.name)}`, at, createSupportMacro, macro, support);
  const [reseller] = cast.houses.filter(({ country, kind }) => kind === "reseller" && country === "CN");
  if (!reseller) return;
  const input = {
    name: "已联系运营商",
    body: "我们已联系运营商，恢复后会第一时间通知您。",
    organizationId: reseller.organizationId,
  };
  await cast.stage.act("macro-reseller", at, createSupportMacro, input, await cast.staff("admin"));
}
