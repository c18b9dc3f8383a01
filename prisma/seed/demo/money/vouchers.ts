import { beginVoucherOccasion } from "@/lib/commerce/vouchers/begin-occasion";
import { endDueVouchers } from "@/lib/commerce/vouchers/end-due";
import { issueVouchers } from "@/lib/commerce/vouchers/issue";
import { issueNextBatch } from "@/lib/commerce/vouchers/issue-all";
import { voidVoucher } from "@/lib/commerce/vouchers/void";
import { after, days, hours, minutes, withClock } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import type { Cast } from "@/prisma/seed/demo/money/cast";
import type { Catalogue } from "@/prisma/seed/demo/money/catalogue";
import type { Person } from "@/prisma/seed/demo/money/customers";
import type { Story } from "@/prisma/seed/demo/money/story";

/** Vouchers that were given on a day, for signing up, and by hand; some lapsed, one was taken back. */
export function planVouchers(
  cast: Cast,
  story: Story,
  { templates }: Catalogue,
  people: readonly Person[],
  today: Date,
): void {
  const { stage, system } = cast;
  const giveAll = async (templateId: string, at: Date, occasion: string | null) => {
    const issue = await prisma.voucherIssue.findFirstOrThrow({
      where: { templateId, ...(occasion ? { occasion } : {}) },
      orderBy: { createdAt: "desc" },
      select: { id: true },
    });
    await withClock(after(at, minutes(1)), async () => {
      while (!(await issueNextBatch(issue.id)).over);
    });
  };
  const occasion = (key: string, voucherTemplateId: string, customerId?: string) => async (at: Date) => {
    await stage.act(
      `occasion-${key}`,
      at,
      beginVoucherOccasion,
      { voucherTemplateId, occasion: key, ...(customerId ? { customerId } : {}) },
      system,
    );
    await giveAll(voucherTemplateId, at, key);
  };

  const day = lastProgrammersDay(today);
  story.at(new Date(`${day}T00:05:00Z`), occasion(`date:${day}`, templates.programmersDay));
  const dollars = people.filter(({ currency }) => currency === "USD");
  for (const person of dollars.filter(
    ({ since }, index) => index % 3 === 0 && since > after(today, -days(70)),
  ))
    story.at(
      after(person.since, minutes(1)),
      occasion(`sign_up:${person.customerId}`, templates.welcome, person.customerId),
    );
  story.at(after(today, -days(33) + hours(6)), async (at) => {
    const input = {
      voucherTemplateId: templates.thanks,
      target: "customers",
      customerIds: dollars.slice(0, 40).map(({ customerId }) => customerId),
      reason: "The outage of last Thursday.",
    };
    await stage.act("issue-thanks", at, issueVouchers, input, await cast.staff("operations2"));
    await giveAll(templates.thanks, at, null);
  });
  story.at(after(today, -days(30) + hours(4)), async (at) => {
    const voucher = await prisma.voucher.findFirst({
      where: { templateId: templates.thanks, state: "active" },
      orderBy: { number: "desc" },
      select: { id: true },
    });
    if (!voucher) return;
    const input = { voucherId: voucher.id, reason: "Was not concerned by the outage." };
    await stage.act("void-thanks", at, voidVoucher, input, await cast.staff("operations2"));
  });
  for (let daysAgo = 170; daysAgo > 0; daysAgo -= 10)
    story.at(after(today, -days(daysAgo) + hours(1)), (at) =>
      withClock(at, async () => {
        for (let next: string | null = ""; next !== null; )
          ({ next } = await endDueVouchers(next === "" ? null : next));
      }),
    );
}

function lastProgrammersDay(today: Date): string {
  const year = today.getUTCFullYear();
  const thisYears = `${year}-10-24`;
  return new Date(`${thisYears}T00:00:00Z`) < today ? thisYears : `${year - 1}-10-24`;
}
