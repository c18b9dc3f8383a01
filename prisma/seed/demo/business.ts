import type { RolePreset } from "@/lib/governance/roles/presets";

/** The business the demo tells of. Nobody in it exists. */
export const platformName = "Harbour Cloud";

export type Place = { country: string; currency: string; timeZone: string };

export const places = {
  shanghai: { country: "CN", currency: "CNY", timeZone: "Asia/Shanghai" },
  singapore: { country: "SG", currency: "SGD", timeZone: "Asia/Singapore" },
  berlin: { country: "DE", currency: "EUR", timeZone: "Europe/Berlin" },
  chicago: { country: "US", currency: "USD", timeZone: "America/Chicago" },
  london: { country: "GB", currency: "GBP", timeZone: "Europe/London" },
} satisfies Record<string, Place>;

export const resellers: readonly { name: string; place: Place; domain: string }[] = [
  { name: "澜港物联科技", place: places.shanghai, domain: "langang.example" },
  { name: "Straits Telemetry", place: places.singapore, domain: "straits.example" },
  { name: "Nordlicht Vertrieb", place: places.berlin, domain: "nordlicht.example" },
  { name: "Prairie Signal Partners", place: places.chicago, domain: "prairie.example" },
  { name: "Thamesgate Systems", place: places.london, domain: "thamesgate.example" },
];

export const companyWords = {
  CN: [
    ["东临", "云汀", "青禾", "星野", "瑞岚", "海拓", "明川", "恒越", "木棉", "知序", "远帆", "启明"],
    ["智能", "物流", "科技", "能源", "数据", "医疗"],
  ],
  other: [
    ["Alder", "Beacon", "Cobalt", "Delta", "Ember", "Fathom", "Granite", "Heron", "Ivory", "Juniper"],
    ["Logistics", "Robotics", "Analytics", "Foods", "Energy", "Health", "Studios", "Freight"],
  ],
} as const;

export const people: readonly string[] = [
  "Mara Lindqvist",
  "陈思远",
  "Tobias Reuter",
  "Amara Okafor",
  "林若溪",
  "Priya Raman",
  "Jonas Weber",
  "王梓涵",
  "Elena Petrova",
  "Diego Salas",
  "周亦凡",
  "Hannah Cole",
  "Kofi Mensah",
  "李清越",
  "Sofia Marchetti",
  "Ryan Whitfield",
  "赵一诺",
  "Ingrid Solheim",
  "Noah Fischer",
  "吴俊熙",
  "Leila Haddad",
  "Oliver Grant",
  "孙语桐",
  "Marta Kowalska",
  "Samuel Adeyemi",
  "徐子墨",
  "Chloe Bennett",
  "Mateo Rojas",
  "何雨桐",
  "Anika Sharma",
  "Lukas Brandt",
  "郭嘉懿",
  "Freya Nielsen",
  "Daniel Osei",
  "马若兰",
  "Isabel Duarte",
  "Peter Novak",
  "罗天佑",
  "Grace Holloway",
  "Yusuf Demir",
];

/** The platform's own staff, by the local part of their address. */
export const platformStaff: readonly { account: string; role: RolePreset }[] = [
  { account: "admin", role: "super_admin" },
  { account: "admin2", role: "super_admin" },
  { account: "operations", role: "operations" },
  { account: "operations2", role: "operations" },
  { account: "operations3", role: "operations" },
  { account: "finance", role: "finance" },
  { account: "finance2", role: "finance" },
  { account: "support", role: "support" },
  { account: "support2", role: "support" },
  { account: "support3", role: "support" },
  { account: "manager", role: "ops_manager" },
  { account: "technician", role: "technician" },
  { account: "technician2", role: "technician" },
  { account: "technician3", role: "technician" },
  { account: "content", role: "content_editor" },
  { account: "sre", role: "sre" },
  { account: "sre2", role: "sre" },
  { account: "security", role: "security" },
  { account: "auditor", role: "auditor" },
  { account: "reader", role: "read_only" },
];

export const platformDomain = "harbour.example";
