/** Given and family names of customers; nobody is meant. */
export const names = {
  CN: {
    family: ["陈", "林", "王", "李", "赵", "周", "吴", "徐", "何", "郭", "罗", "马", "沈", "韩", "唐", "许"],
    given: [
      "思远",
      "若溪",
      "子涵",
      "一诺",
      "俊熙",
      "语桐",
      "雨桐",
      "嘉懿",
      "天佑",
      "清越",
      "亦凡",
      "安然",
      "明轩",
      "书瑶",
    ],
  },
  other: {
    given: [
      "Ada",
      "Bruno",
      "Clara",
      "Dmitri",
      "Elif",
      "Farid",
      "Greta",
      "Hugo",
      "Ines",
      "Jonah",
      "Kaya",
      "Liam",
      "Maya",
      "Nils",
      "Olga",
      "Paulo",
      "Quinn",
      "Rosa",
      "Stefan",
      "Tessa",
    ],
    family: [
      "Abbott",
      "Berg",
      "Castillo",
      "Dunne",
      "Eriksen",
      "Ferreira",
      "Gallo",
      "Hartmann",
      "Ito",
      "Jansen",
      "Keller",
      "Larsen",
      "Moreau",
      "Nowak",
      "Ortega",
      "Price",
      "Quist",
      "Rossi",
      "Sato",
      "Thorne",
    ],
  },
} as const;

/** Contained in prices, in per cent, by currency. */
export const taxRates: Record<string, string> = { USD: "0", EUR: "19", CNY: "6", SGD: "9", GBP: "20" };

/** What a dollar is worth in a round price. */
export const rates: Record<string, number> = { USD: 1, EUR: 1, CNY: 7, SGD: 1.4, GBP: 0.8 };

export type Product = {
  code: string;
  name: string;
  description: string;
  /** In dollars. */
  price: number;
  benefits: ({ kind: "access"; days: number | null } | { kind: "report" } | { kind: "bonus" })[];
};

/** What the platform sells, in every currency. */
export const products: readonly Product[] = [
  {
    code: "API-STARTER",
    name: "Starter plan, 30 days",
    description: "One project, 2 million tokens a day.",
    price: 49,
    benefits: [{ kind: "access", days: 30 }],
  },
  {
    code: "API-TEAM",
    name: "Team plan, 30 days",
    description: "Ten seats and shared keys.",
    price: 199,
    benefits: [{ kind: "access", days: 30 }],
  },
  {
    code: "EVAL-REPORT",
    name: "Model evaluation report",
    description: "Sent as a document by e-mail.",
    price: 29,
    benefits: [{ kind: "report" }],
  },
  {
    code: "CREDIT-PACK",
    name: "Credit pack with bonus",
    description: "Comes with a voucher for the next order.",
    price: 100,
    benefits: [{ kind: "bonus" }],
  },
];

/** What a reseller adds, in their own currency. */
export const localProducts: readonly Product[] = [
  {
    code: "SIM-GLOBAL-5G",
    name: "Global SIM, 5 GB",
    description: "Thirty days in 120 countries.",
    price: 12,
    benefits: [{ kind: "access", days: 30 }],
  },
  {
    code: "ONBOARDING",
    name: "Onboarding workshop",
    description: "Half a day, remote.",
    price: 350,
    benefits: [{ kind: "report" }],
  },
];

export const declines: readonly { code: string; reason: string }[] = [
  { code: "insufficient_funds", reason: "Your card has insufficient funds." },
  { code: "card_declined", reason: "Your card was declined." },
  { code: "expired_card", reason: "Your card has expired." },
  { code: "authentication_required", reason: "The cardholder did not authenticate in time." },
];
