import type { TestMethod } from "../payments/test-methods";

export interface Texts {
  title: string;
  sandbox: string;
  save: string;
  total: string;
  method: string;
  card: string;
  bank: string;
  pay: string;
  saveButton: string;
  cancel: string;
  done: string;
  expired: string;
  missing: string;
  back: string;
  receipt: string;
  statuses: { succeeded: string; pending: string; failed: string };
  declines: Record<"declined" | "no_funds" | "expired" | "declined_later", string>;
  outcomes: Record<TestMethod["outcome"], string>;
}

const en: Texts = {
  title: "Pay",
  sandbox: "Sandbox: no real money moves.",
  save: "Save a payment method",
  total: "Total",
  method: "Test payment method",
  card: "Card",
  bank: "US bank account",
  pay: "Pay",
  saveButton: "Save",
  cancel: "Cancel and go back",
  done: "This has been paid already.",
  expired: "This page has expired.",
  missing: "There is no such page.",
  back: "Go back to the merchant",
  receipt: "Receipt",
  statuses: { succeeded: "Paid", pending: "Under way", failed: "Failed" },
  declines: {
    declined: "The card was declined.",
    no_funds: "The card was declined: insufficient funds.",
    expired: "The card was declined: it has expired.",
    declined_later: "The card was declined.",
  },
  outcomes: {
    succeeds: "succeeds",
    declined: "is declined",
    no_funds: "is declined: insufficient funds",
    expired: "is declined: expired card",
    declined_later: "can be saved, every charge is declined",
    authentication: "succeeds here, asks for authentication when charged later",
    disputed: "succeeds and is disputed a little later",
    refund_fails: "succeeds, refunds fail afterwards",
    refund_pends: "succeeds, refunds stay pending for a while",
    bank_succeeds: "succeeds after a while",
    bank_no_funds: "fails after a while: insufficient funds",
    bank_closed: "fails after a while: account closed",
  },
};

const zh: Texts = {
  title: "支付",
  sandbox: "沙盒环境：不会发生真实扣款。",
  save: "保存支付方式",
  total: "合计",
  method: "测试支付方式",
  card: "银行卡",
  bank: "美国银行账户",
  pay: "支付",
  saveButton: "保存",
  cancel: "取消并返回",
  done: "该订单已支付。",
  expired: "该页面已过期。",
  missing: "没有这个页面。",
  back: "返回商户",
  receipt: "收据",
  statuses: { succeeded: "已支付", pending: "处理中", failed: "失败" },
  declines: {
    declined: "银行卡被拒绝。",
    no_funds: "银行卡被拒绝：余额不足。",
    expired: "银行卡被拒绝：卡已过期。",
    declined_later: "银行卡被拒绝。",
  },
  outcomes: {
    succeeds: "支付成功",
    declined: "被拒绝",
    no_funds: "被拒绝：余额不足",
    expired: "被拒绝：卡已过期",
    declined_later: "可以保存，但每次扣款都被拒绝",
    authentication: "此处支付成功，以后自动扣款时需要验证",
    disputed: "支付成功，稍后产生争议",
    refund_fails: "支付成功，退款随后失败",
    refund_pends: "支付成功，退款会等待一段时间",
    bank_succeeds: "稍后成功",
    bank_no_funds: "稍后失败：余额不足",
    bank_closed: "稍后失败：账户已关闭",
  },
};

export interface Language {
  code: "en" | "zh";
  texts: Texts;
}

/** The first of the person's languages the page has; English when there is none. */
export function languageOf(acceptLanguage: string | undefined, locale: string | null): Language {
  const wanted = [locale ?? "", ...(acceptLanguage ?? "").split(",")].map((part) =>
    part.trim().slice(0, 2).toLowerCase(),
  );
  const code = wanted.find((candidate) => candidate === "zh" || candidate === "en");
  return code === "zh" ? { code, texts: zh } : { code: "en", texts: en };
}
