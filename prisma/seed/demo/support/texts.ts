import type { TicketType } from "@/lib/support/sla-policies/fields";

/** What somebody asks, and how it goes on: the customer and staff in turn, beginning with staff. */
export type Plot = {
  subject: string;
  asks: string;
  turns: readonly string[];
  /** What staff say among themselves. */
  note?: string;
};

type Language = "en" | "zh";

export const plots: Record<TicketType, Record<Language, readonly Plot[]>> = {
  top_up: {
    en: [
      {
        subject: "Bank transfer not on our wallet yet",
        asks: "We sent the transfer on Monday and it is still not on our wallet. The receipt is attached to the top-up.",
        turns: [
          "Thank you. Your bank names the 14th as value date; transfers take up to two working days from there. I keep an eye on it.",
          "It is there now, thanks.",
        ],
        note: "Seen on the account statement, waits for the second look of finance.",
      },
      {
        subject: "Card was charged twice",
        asks: "The same top-up is on my card statement twice. I only wanted it once.",
        turns: [
          "I see one payment and one that was only authorized. The second is released by your bank within three days; nothing was taken.",
          "Understood. I will check on Friday.",
        ],
      },
      {
        subject: "Top-up closed although I paid",
        asks: "I paid two minutes before the end and the top-up says closed. Where is the money?",
        turns: ["The payment came after the top-up had closed. We opened it again and credited it just now."],
      },
    ],
    zh: [
      {
        subject: "对公转账三天未到账",
        asks: "周一转的账，钱包里还没有，回单已上传，请核实。",
        turns: ["已收到回单，财务正在核对，今天下班前给您答复。", "看到到账了，谢谢。"],
        note: "附言里没有充值单号，已转财务人工匹配。",
      },
      {
        subject: "充值显示已关闭，但已扣款",
        asks: "支付成功后页面显示充值单已关闭，银行卡已扣款。",
        turns: ["款项晚于关闭时间到达，已为您重新打开并入账。", "收到，问题解决。"],
      },
    ],
  },
  billing_dispute: {
    en: [
      {
        subject: "Bill counts a card we returned",
        asks: "Last month's bill still has the gateway we sent back in the first week. Please take it off.",
        turns: [
          "Thank you. I found the return; it was booked two days after the bill was drawn up. I ask for a credit of that position.",
          "Good, then we pay the rest today.",
        ],
        note: "Return confirmed by the warehouse. Credit goes to approval.",
      },
      {
        subject: "Tax on our last bill",
        asks: "We are exempt and sent the certificate in spring. Why is there tax on the bill?",
        turns: [
          "The certificate ran out last month. Send us the new one and the next bill goes without tax.",
          "Attached. Please also look at the bill before.",
          "Both are corrected with the next bill.",
        ],
      },
      {
        subject: "Amount differs from our own count",
        asks: "Our meter says 412 units, the bill says 437. Can you show us the days?",
        turns: [
          "The statement with every day is on the bill's page. The difference is the weekend of the 8th.",
        ],
        note: "They count in UTC, we count in their time zone.",
      },
    ],
    zh: [
      {
        subject: "账单金额与我方统计不一致",
        asks: "本月账单比我们自己的统计多出 6%，请提供明细。",
        turns: ["明细已按天列在账单页。差异来自统计时区不同：账单按贵司所在时区计算。", "核对无误，谢谢。"],
        note: "对方按 UTC 统计。",
      },
      {
        subject: "已退货的设备仍在计费",
        asks: "两台网关月初已退回，账单里仍有费用，请冲减。",
        turns: ["已核实退货记录，正在申请冲减，审批通过后计入下期账单。"],
      },
    ],
  },
  quota: {
    en: [
      {
        subject: "More requests per minute for the autumn campaign",
        asks: "From October we expect three times the traffic for six weeks. Can the limit be raised until then?",
        turns: [
          "Yes. Until 15 November your limit is 3,000 a minute. After that it goes back by itself.",
          "Perfect.",
        ],
      },
      {
        subject: "Credit limit for a large order",
        asks: "We have an order of forty gateways in view. Could our credit limit be doubled for a month?",
        turns: ["Finance asks for last year's balance sheet. Could you send it to us here?"],
        note: "Pays on time since the beginning. I would agree.",
      },
    ],
    zh: [
      {
        subject: "申请临时提升信用额度",
        asks: "下月有一笔大单，希望额度临时提升一倍，为期一个月。",
        turns: ["请补充上一年度财务报表，财务审核需要。", "已上传，请查收。", "额度已提升，有效期至下月底。"],
        note: "历史付款记录良好，建议通过。",
      },
    ],
  },
  technical: {
    en: [
      {
        subject: "Gateway offline since the update",
        asks: "Two of our gateways do not come back after last night's update. The light stays amber.",
        turns: [
          "Please hold the button behind the lid for ten seconds; then it takes the version before. Tell us whether it comes back.",
          "One did, the other stays dark.",
          "A technician comes tomorrow between ten and twelve.",
        ],
        note: "Firmware 4.2.1 on boards of the first series. Known.",
      },
      {
        subject: "Webhook deliveries arrive twice",
        asks: "Since yesterday we get some deliveries twice, with the same id.",
        turns: [
          "A delivery whose answer takes longer than ten seconds is sent again. Its id stays the same, so it is safe to ignore the second.",
          "That explains it.",
        ],
      },
      {
        subject: "Cannot sign in after changing my phone",
        asks: "My codes were on the old phone. How do I get in again?",
        turns: [
          "Use one of your recovery codes once, then set the second factor up anew under your account.",
        ],
      },
    ],
    zh: [
      {
        subject: "升级后网关离线",
        asks: "昨晚升级后两台网关没有恢复，指示灯一直是黄色。",
        turns: [
          "请按住盖板后的按钮十秒，设备会回退到上一版本，然后告诉我们结果。",
          "一台恢复了，另一台没有反应。",
          "已安排技术员明天上午上门。",
        ],
        note: "首批主板与 4.2.1 固件不兼容，已知问题。",
      },
      {
        subject: "接口偶尔返回 503",
        asks: "今天下午三点左右有十几次 503，是否在维护？",
        turns: ["当时一个下游服务熔断了三分钟，现已恢复，详情见状态页。"],
      },
    ],
  },
  compliance: {
    en: [
      {
        subject: "Who looked at our customer data?",
        asks: "We need a list of everybody who saw our customers' phone numbers this quarter for our auditors.",
        turns: [
          "Every look is in the audit trail with its reason. The export of your organization is on its way to you by a secure link.",
          "Received. Our auditors are content.",
        ],
        note: "Security agreed to hand it out.",
      },
      {
        subject: "Delete a former employee's account",
        asks: "A colleague left. Please remove everything personal of theirs.",
        turns: [
          "Their account is disabled and their personal data goes after the time the law asks us to keep it.",
        ],
      },
    ],
    zh: [
      {
        subject: "要求提供数据访问记录",
        asks: "审计需要本季度查看过我们客户手机号的人员名单。",
        turns: ["每次查看都有审计记录，导出文件已通过安全链接发送。", "已收到。"],
      },
    ],
  },
};

/** What is said when it was resolved and nothing more is needed. */
export const praise: Record<Language, readonly string[]> = {
  en: ["Fast and friendly.", "Solved, thank you.", "Good, but it took two answers.", "I had to ask twice."],
  zh: ["处理很快，谢谢。", "态度很好。", "问题解决了，但等得有点久。"],
};
