import { after, hours, minutes } from "@/lib/core/clock";
import type { Command } from "@/lib/core/command";
import { prisma } from "@/lib/core/db";
import type { Json } from "@/lib/core/json";
import { assignTicket } from "@/lib/support/support-tickets/assign";
import { closeTicket } from "@/lib/support/support-tickets/close";
import { commentOnTicket } from "@/lib/support/support-tickets/comment";
import { mergeTicket } from "@/lib/support/support-tickets/merge";
import { noteOnTicket } from "@/lib/support/support-tickets/note";
import { openSupportTicket } from "@/lib/support/support-tickets/open";
import { proposeCredit } from "@/lib/support/support-tickets/propose-credit";
import { rateTicket } from "@/lib/support/support-tickets/rate";
import { reopenTicket } from "@/lib/support/support-tickets/reopen";
import { resolveTicket } from "@/lib/support/support-tickets/resolve";
import { transferTicket } from "@/lib/support/support-tickets/transfer";
import { urgeTicket } from "@/lib/support/support-tickets/urge";
import type { Cast, House } from "@/prisma/seed/demo/money/cast";

/** The last days, told act by act: what one opens first has a trail, a merge, a credit that waits and a rating. */
export async function seedPresent(cast: Cast, latest: Date): Promise<void> {
  const present = await Present.of(cast, latest);
  await present.dispute();
  await present.gateway();
  await present.doubled();
  await present.thanked();
  await present.quota();
}

class Present {
  private constructor(
    private readonly cast: Cast,
    private readonly latest: Date,
    private readonly reseller: House,
    private readonly colleague: { id: string; name: string },
  ) {}

  static async of(cast: Cast, latest: Date): Promise<Present> {
    const reseller = cast.houses.find(({ kind, country }) => kind === "reseller" && country === "CN")!;
    const colleague = await prisma.operator.findFirstOrThrow({
      where: { email: "support2@harbour.example" },
      select: { id: true, name: true },
    });
    return new Present(cast, latest, reseller, colleague);
  }

  private async act<Input, Output extends Json>(
    key: string,
    hoursAgo: number,
    command: Command<Input, Output>,
    input: unknown,
    account: string | House,
  ): Promise<Output> {
    const { stage } = this.cast;
    const caller =
      typeof account === "string" ? await this.cast.staff(account) : await this.cast.agentOf(account);
    return stage.act(`support-${key}`, after(this.latest, -hours(hoursAgo)), command, input, caller);
  }

  /** A bill in question: a note to a colleague, and a credit that finance still has to agree to. */
  async dispute(): Promise<void> {
    const bill = await prisma.bill.findFirst({
      where: { customerId: null, number: { not: null }, state: "to_pay", total: { gt: 100 } },
      orderBy: [{ organization: { number: "asc" } }, { number: "desc" }],
      select: { id: true, number: true, total: true, currency: true, organizationId: true },
    });
    if (!bill) return;
    const { ticketId } = await this.act(
      "dispute",
      52,
      openSupportTicket,
      {
        type: "billing_dispute",
        priority: "high",
        subject: `${bill.number} counts two gateways we returned`,
        body: "Two gateways went back to your warehouse in the first week of the month, and the bill has them for all of it. Please check, and take them off.",
        billId: bill.id,
        organizationId: bill.organizationId,
      },
      "support",
    );
    await this.act("dispute-take", 51.5, assignTicket, { ticketId }, "support");
    await this.act(
      "dispute-note",
      51,
      noteOnTicket,
      {
        ticketId,
        body: `@${this.colleague.name} the warehouse has a return for them. Could you look at its date?`,
        mentionIds: [this.colleague.id],
      },
      "support",
    );
    await this.act(
      "dispute-answer",
      50,
      commentOnTicket,
      {
        ticketId,
        body: "I found the return: both came back on the 4th. I have asked for a credit; once finance agreed you see it on your next bill.",
      },
      "support",
    );
    await this.act("dispute-urge", 6, urgeTicket, { ticketId }, "operations");
    const amount = bill.total.div(20).toDecimalPlaces(0);
    if (amount.isZero()) return;
    const input = {
      ticketId,
      amount: { amount: amount.toFixed(), currency: bill.currency },
      reason: "Both gateways came back on the 4th.",
    };
    const at = after(this.latest, -hours(5));
    const caller = await this.cast.staff("operations");
    await this.cast.stage.ask("support-dispute-credit", at, proposeCredit, input, caller);
  }

  /** Waits with a colleague for the customer's answer. */
  async gateway(): Promise<void> {
    const { ticketId } = await this.act(
      "gateway",
      28,
      openSupportTicket,
      {
        type: "technical",
        priority: "urgent",
        subject: "升级后三台网关离线",
        body: "昨晚升级后三台网关没有恢复，指示灯一直是黄色，影响两个门店。",
      },
      this.reseller,
    );
    await this.act("gateway-take", 27.9, assignTicket, { ticketId }, "support");
    await this.act(
      "gateway-transfer",
      27.8,
      transferTicket,
      { ticketId, assigneeId: this.colleague.id, reason: "设备固件由她负责。" },
      "support",
    );
    await this.act(
      "gateway-answer",
      27.5,
      commentOnTicket,
      {
        ticketId,
        body: "请按住盖板后的按钮十秒，设备会回退到上一版本，然后告诉我们三台各自的结果。",
        wait: true,
      },
      "support2",
    );
  }

  /** Asked twice, joined. */
  async doubled(): Promise<void> {
    const open = (key: string, hoursAgo: number, subject: string) =>
      this.act(
        key,
        hoursAgo,
        openSupportTicket,
        {
          type: "top_up",
          subject,
          body: "昨天的对公转账还没有到账，请核实。",
        },
        this.reseller,
      );
    const first = await open("doubled-first", 20, "对公转账未到账");
    const second = await open("doubled-second", 18, "转账还没到账，请尽快处理");
    await this.act("doubled-take", 17, assignTicket, { ticketId: first.ticketId }, "support3");
    await this.act(
      "doubled-merge",
      16.5,
      mergeTicket,
      { ticketId: second.ticketId, intoId: first.ticketId, reason: "同一笔转账。" },
      "support3",
    );
  }

  /** From the question to the thanks, reopened once. */
  async thanked(): Promise<void> {
    const { ticketId } = await this.act(
      "thanked",
      90,
      openSupportTicket,
      {
        type: "compliance",
        subject: "请提供本季度的数据访问记录",
        body: "审计需要本季度查看过我们客户手机号的人员名单。",
      },
      this.reseller,
    );
    await this.act("thanked-take", 89, assignTicket, { ticketId }, "support");
    await this.act(
      "thanked-resolve",
      80,
      resolveTicket,
      { ticketId, comment: "导出文件已通过安全链接发送。" },
      "support",
    );
    await this.act(
      "thanked-reopen",
      70,
      reopenTicket,
      { ticketId, reason: "少了七月的记录。" },
      this.reseller,
    );
    await this.act(
      "thanked-again",
      66,
      resolveTicket,
      { ticketId, comment: "七月的记录已补上。" },
      "support",
    );
    await this.act("thanked-close", 60, closeTicket, { ticketId }, this.reseller);
    await this.act(
      "thanked-rate",
      59.9,
      rateTicket,
      {
        ticketId,
        answers: { overall: 4, speed: 3, solution: 5, courtesy: 5 },
        comment: "第二次就完整了，谢谢。",
      },
      this.reseller,
    );
  }

  /** Nobody has it yet. */
  async quota(): Promise<void> {
    const at = minutes(40) / hours(1);
    await this.act(
      "quota",
      at,
      openSupportTicket,
      {
        type: "quota",
        priority: "normal",
        subject: "申请将接口限额提升到每分钟 3000 次",
        body: "下月促销期间流量会是平时的三倍，希望限额临时提升，为期六周。",
      },
      this.reseller,
    );
  }
}
