import { addBillItem } from "@/lib/billing/bill-items/add";
import { setBillingProfile } from "@/lib/billing/billing-profiles/set";
import { disputeBill } from "@/lib/billing/bills/dispute";
import { dunBill } from "@/lib/billing/bills/dun";
import { generateBill } from "@/lib/billing/bills/generate";
import { issueBill } from "@/lib/billing/bills/issue";
import { payBill } from "@/lib/billing/bills/pay";
import { presentBill } from "@/lib/billing/bills/present";
import { recordBillPayment } from "@/lib/billing/bills/record-payment";
import { voidBill } from "@/lib/billing/bills/void";
import { keepInvoiceFile } from "@/lib/billing/invoices/file";
import { issueInvoice } from "@/lib/billing/invoices/issue";
import { makeInvoiceFile } from "@/lib/billing/invoices/pdf";
import { requestInvoice } from "@/lib/billing/invoices/request";
import { after, days, hours, withClock } from "@/lib/core/clock";
import { prisma } from "@/lib/core/db";
import { approveApproval } from "@/lib/governance/approvals/approve";
import { taxRates } from "@/prisma/seed/demo/money/business";
import type { Cast, House } from "@/prisma/seed/demo/money/cast";
import { price } from "@/prisma/seed/demo/money/catalogue";
import type { Story } from "@/prisma/seed/demo/money/story";

/** What became of a bill. */
type Ending = "settled" | "transfer" | "part" | "open" | "overdue" | "disputed" | "void" | "draft";

/** One house a line: its bills of three months, the oldest first. */
const courses: readonly { terms: number; endings: readonly [Ending, Ending, Ending] }[] = [
  { terms: 14, endings: ["settled", "settled", "settled"] },
  { terms: 30, endings: ["settled", "transfer", "open"] },
  { terms: 14, endings: ["transfer", "settled", "part"] },
  { terms: 14, endings: ["settled", "overdue", "open"] },
  { terms: 30, endings: ["settled", "disputed", "open"] },
  { terms: 30, endings: ["void", "settled", "draft"] },
  { terms: 14, endings: ["transfer", "transfer", "overdue"] },
];

const fees = [
  { description: "Platform fee", dollars: 240 },
  { description: "Support, business hours", dollars: 90 },
  { description: "专属技术支持", dollars: 160 },
];

/** Organizations that pay afterwards: fees, bills of the last three months, what became of them, and invoices. */
export function planBills(cast: Cast, story: Story, { today, latest }: { today: Date; latest: Date }): void {
  const customers = cast.houses.filter(({ kind }) => kind === "customer");
  for (const [line, { terms, endings }] of courses.entries()) {
    const house = customers[line * 3 + 1];
    if (!house) continue;
    const billing = new HouseBilling(cast, story, house, `bill-${line}`);
    story.at(after(monthStart(today, -3), -days(20)), (at) => billing.agree(at, terms));
    for (const [turn, ending] of endings.entries()) {
      const start = monthStart(today, turn - 3);
      billing.charge(after(start, days(12) + hours(4)), fees.slice(0, 1 + ((line + turn) % 3)), turn);
      billing.bill(start, ending, { terms, turn, latest });
    }
  }
}

const monthStart = (today: Date, months: number): Date =>
  new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + months, 1));

class HouseBilling {
  constructor(
    private readonly cast: Cast,
    private readonly story: Story,
    private readonly house: House,
    private readonly key: string,
  ) {}

  async agree(at: Date, termsDays: number): Promise<void> {
    const { organizationId, currency, name, domain } = this.house;
    const input = {
      organizationId,
      currency,
      mode: "postpaid",
      termsDays,
      taxRate: taxRates[currency] ?? "0",
      discountRate: termsDays === 14 ? "2" : "0",
      autoPay: false,
      email: `accounts@${domain}`,
      legalName: name,
      taxId: `${this.house.country}${this.key.replaceAll(/\D/g, "").padStart(3, "7")}4826105`,
      address: "1 Harbour Road",
    };
    await this.cast.stage.act(
      `${this.key}:profile`,
      at,
      setBillingProfile,
      input,
      await this.cast.staff("finance"),
    );
  }

  charge(at: Date, wanted: readonly (typeof fees)[number][], turn: number): void {
    const { organizationId, currency } = this.house;
    for (const [index, { description, dollars }] of wanted.entries())
      this.story.at(after(at, index * 60_000), async (moment) => {
        const unitPrice = { amount: String(price(dollars, currency)), currency };
        const input = { organizationId, kind: "fee", description, unitPrice };
        const finance = await this.cast.staff("finance");
        await this.cast.stage.act(`${this.key}:fee-${turn}-${index}`, moment, addBillItem, input, finance);
      });
  }

  /** On the second day of the next month the bill is made and issued; then it goes as it goes. */
  bill(
    start: Date,
    ending: Ending,
    { terms, turn, latest }: { terms: number; turn: number; latest: Date },
  ): void {
    const { cast, story, house } = this;
    const { stage } = cast;
    const key = `${this.key}:${turn}`;
    const month = start.toISOString().slice(0, 7);
    const issued = after(monthStart(start, 1), days(1) + hours(8));
    story.at(issued, async () => {
      const finance = await cast.staff("finance");
      const { organizationId, currency } = house;
      const wish = { organizationId, month, currency, kind: "postpaid" };
      const { billId } = await stage.act(`${key}:generate`, issued, generateBill, wish, finance);
      if (ending === "draft") return;
      const { total } = await stage.act(
        `${key}:issue`,
        after(issued, 60_000),
        issueBill,
        { billId },
        finance,
      );
      await stage.act(
        `${key}:present`,
        after(issued, 120_000),
        presentBill,
        { billId, operatorId: null },
        cast.system,
      );
      const paid = after(issued, days(Math.min(terms - 3, 9)));
      const then = (moment: Date, what: (moment: Date) => Promise<unknown>) =>
        story.at(moment, async (at) => void (await what(at)));
      if (ending === "settled" || ending === "part")
        then(paid, (at) => this.payFromWallet(key, billId, total, at, ending === "part"));
      if (ending === "transfer") then(paid, (at) => this.payByTransfer(key, billId, total, at));
      if (ending === "overdue")
        for (const late of [1, 8])
          then(after(issued, days(terms + late)), (at) =>
            stage.act(`${key}:dun-${late}`, at, dunBill, { billId }, cast.system),
          );
      if (ending === "disputed")
        then(after(issued, days(5)), async (at) =>
          stage.act(
            `${key}:dispute`,
            at,
            disputeBill,
            { billId, reason: "The support was booked for two months only." },
            await cast.staff("finance2"),
          ),
        );
      if (ending === "void")
        then(after(issued, days(2)), async (at) =>
          stage.act(
            `${key}:void`,
            at,
            voidBill,
            { billId, reason: "Issued to the wrong department." },
            await cast.staff("finance2"),
          ),
        );
      if (ending === "settled" && turn < 2 && terms === 14)
        then(after(paid, days(1)), (at) => this.invoice(key, billId, at, latest));
    });
  }

  /** What the owner has pays it; where that is too little, part of it. */
  private async payFromWallet(
    key: string,
    billId: string,
    total: { amount: string; currency: string },
    at: Date,
    part: boolean,
  ): Promise<void> {
    const { organizationId, currency } = this.house;
    const cash = await prisma.ledgerAccount.findFirst({
      where: { kind: "wallet_cash", currency, organizationId, wallet: { customerId: null } },
      select: { balance: true, held: true },
    });
    const free = cash ? cash.balance.minus(cash.held) : null;
    const { stage } = this.cast;
    const enough = free?.greaterThanOrEqualTo(total.amount) || stage.earlier(`${key}:pay`);
    if (!free || !enough || stage.earlier(`${key}:record`))
      return this.payByTransfer(key, billId, total, at, part);
    const amount = part
      ? { ...total, amount: free.minus(free).plus(total.amount).dividedBy(2).toFixed(2) }
      : total;
    await this.cast.stage.act(
      `${key}:pay`,
      at,
      payBill,
      { billId, amount },
      await this.cast.staff("finance"),
    );
  }

  /** The bank has it: finance records it, a second person agrees. */
  private async payByTransfer(
    key: string,
    billId: string,
    total: { amount: string; currency: string },
    at: Date,
    part = false,
  ): Promise<void> {
    const { stage } = this.cast;
    const amount = part ? { ...total, amount: (Number(total.amount) / 2).toFixed(2) } : total;
    const input = { billId, amount, reference: `BANK-${key.toUpperCase().replaceAll(":", "-")}` };
    const approvalId = await stage.ask(
      `${key}:record`,
      at,
      recordBillPayment,
      input,
      await this.cast.staff("finance"),
    );
    const decided = after(at, hours(1));
    const word = { approvalId, reason: "On the statement of the bank." };
    await stage.act(`${key}:agree`, decided, approveApproval, word, await this.cast.staff("finance2"));
    await stage.carryOut(approvalId, after(decided, 2000));
  }

  private async invoice(key: string, billId: string, at: Date, latest: Date): Promise<void> {
    const { stage } = this.cast;
    const finance = await this.cast.staff("finance");
    const wish = { billIds: [billId], kind: this.house.country === "CN" ? "vat_special" : "standard" };
    const { invoiceId } = await stage.act(`${key}:invoice`, at, requestInvoice, wish, finance);
    // The newest one still waits.
    if (at.getTime() > latest.getTime() - days(45)) return;
    await stage.act(
      `${key}:invoice-issue`,
      after(at, hours(3)),
      issueInvoice,
      { invoiceId },
      await this.cast.staff("finance2"),
    );
    // As the job makes it.
    const file = await withClock(after(at, hours(3)), () => makeInvoiceFile(invoiceId));
    const kept = { invoiceId, file, operatorId: null };
    await stage.act(
      `${key}:invoice-file`,
      after(at, hours(3) + 5000),
      keepInvoiceFile,
      kept,
      this.cast.system,
    );
  }
}
