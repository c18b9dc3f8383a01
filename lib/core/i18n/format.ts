/**
 * How numbers, money and times look on a screen and in an e-mail. Pure functions over `Intl`, so that the server and
 * the browser print the same characters.
 */

export type MoneyText = { amount: string; currency: string };

const cache = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat | Intl.RelativeTimeFormat>();

function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${locale}${JSON.stringify(options)}`;
  let format = cache.get(key);
  if (!(format instanceof Intl.NumberFormat)) {
    format = new Intl.NumberFormat(locale, options);
    cache.set(key, format);
  }
  return format as Intl.NumberFormat;
}

function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${locale}${JSON.stringify(options)}`;
  let format = cache.get(key);
  if (!(format instanceof Intl.DateTimeFormat)) {
    format = new Intl.DateTimeFormat(locale, options);
    cache.set(key, format);
  }
  return format as Intl.DateTimeFormat;
}

/** How many decimals the currency has; 2 for three letters `Intl` does not know. */
function currencyDigits(locale: string, currency: string): number {
  return numberFormat(locale, { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
}

/**
 * Money for reading: never fewer than the currency's minor digits, and never fewer digits than the amount has (up to
 * nine), because a price per token is real money too. No two currencies look alike: "$" is the US dollar in English and "¥"
 * the yuan in Chinese, every other has its own sign or its code ("CN¥", "US$", "SGD").
 * @param amount decimal string, for example "1234.5"
 * @param display "code" for paper, which is read wherever it is sent
 */
export function formatMoney(
  { amount, currency }: MoneyText,
  locale: string,
  display: "symbol" | "code" = "symbol",
): string {
  const minor = currencyDigits(locale, currency);
  const written = /\.(\d*?)0*$/.exec(amount)?.[1]?.length ?? 0;
  const format = numberFormat(locale, {
    style: "currency",
    currency,
    currencyDisplay: display,
    minimumFractionDigits: minor,
    maximumFractionDigits: Math.max(minor, Math.min(written, 9)),
  });
  return format.format(amount as Intl.StringNumericLiteral);
}

const amountInWords = /^(-?\d+(?:\.\d+)?) ([A-Z]{3})$/;

/**
 * The values of a sentence as its reader writes them. Errors and messages carry money as "1780.8 CNY": they are kept and sent
 * before anybody knows who reads them.
 */
export function readableValues<Values extends Record<string, unknown>>(
  values: Values | undefined,
  locale: string,
): Values | undefined {
  if (!values) return values;
  const shown = (value: unknown): unknown => {
    const [, amount, currency] = typeof value === "string" ? (amountInWords.exec(value) ?? []) : [];
    return amount && currency ? formatMoney({ amount, currency }, locale) : value;
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(value)])) as Values;
}

/** A count or a quantity; big integers come as strings and keep every digit. */
export function formatNumber(
  value: number | string | bigint,
  locale: string,
  options: Intl.NumberFormatOptions = {},
): string {
  const format = numberFormat(locale, options);
  return typeof value === "string" ? format.format(value as Intl.StringNumericLiteral) : format.format(value);
}

const BYTE_UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** A size in bytes, in the unit a person would say (powers of 1000). */
export function formatBytes(bytes: number, locale: string): string {
  const step = bytes < 1 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), BYTE_UNITS.length - 1);
  return formatNumber(bytes / 1000 ** step, locale, {
    style: "unit",
    unit: BYTE_UNITS[step],
    // Short, English says "116 byte".
    unitDisplay: step === 0 ? "long" : "short",
    maximumFractionDigits: step === 0 ? 0 : 1,
  });
}

/** "exact" is the one on hover: it has seconds and names its time zone. */
export type TimeStyle = "date" | "minute" | "exact" | "day" | "clock";

const TIME_STYLES: Record<TimeStyle, Intl.DateTimeFormatOptions> = {
  date: { year: "numeric", month: "short", day: "numeric" },
  day: { month: "short", day: "numeric" },
  clock: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  minute: {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  },
  exact: {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "short",
  },
};

/** A moment in a time zone. @param value ISO 8601 or a Date. Throws RangeError when it is no date. */
export function formatTime(
  value: string | Date,
  { locale, timeZone, style = "minute" }: { locale: string; timeZone: string; style?: TimeStyle },
): string {
  return dateFormat(locale, { ...TIME_STYLES[style], timeZone }).format(new Date(value));
}

const RELATIVE: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_557_600],
  ["month", 2_629_800],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
  ["second", 1],
];

/** "3 hours ago", "in 2 days". Under ten seconds either way is "now". */
export function formatRelative(value: string | Date, now: Date, locale: string): string {
  const seconds = (new Date(value).getTime() - now.getTime()) / 1000;
  const key = `r${locale}`;
  let format = cache.get(key);
  if (!(format instanceof Intl.RelativeTimeFormat)) {
    format = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    cache.set(key, format);
  }
  const relative = format as Intl.RelativeTimeFormat;
  if (Math.abs(seconds) < 10) return relative.format(0, "second");
  // What is over is as old as the whole units that have passed; what is to come is as far as the nearest one, so that three days
  // are three days also a second later.
  const whole = (size: number): number =>
    seconds < 0 ? Math.trunc(seconds / size) : Math.round(seconds / size);
  const [unit, size] = RELATIVE.find(([, s]) => Math.abs(whole(1)) >= s) ?? ["second", 1];
  const [above] = RELATIVE.slice(
    0,
    RELATIVE.findIndex(([, s]) => s === size),
  ).slice(-1);
  if (above && whole(size) * size >= above[1]) return relative.format(1, above[0]);
  return relative.format(whole(size), unit);
}

const DURATION: [string, number][] = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
];

/** A span of time by its two largest units, "2 h 5 min"; under a second in milliseconds. @param ms milliseconds */
export function formatDuration(ms: number, locale: string): string {
  const unit = (value: number, name: string) =>
    formatNumber(value, locale, {
      style: "unit",
      unit: name,
      unitDisplay: "short",
      maximumFractionDigits: 0,
    });
  if (ms < 1_000) return unit(Math.round(ms), "millisecond");
  const first = DURATION.findIndex(([, size]) => ms >= size);
  let rest = ms;
  const parts: string[] = [];
  for (const [name, size] of DURATION.slice(first, first + 2)) {
    const count = Math.floor(rest / size);
    rest -= count * size;
    if (count > 0) parts.push(unit(count, name));
  }
  return parts.join(" ");
}

/**
 * Minutes of work by hours and minutes, "48 hr", "2 hr 30 min": hours stay hours, as a day of work is no day.
 * @param minutes whole ones, 0 or more.
 */
export function formatMinutes(minutes: number, locale: string): string {
  const parts: [number, string][] = [
    [Math.floor(minutes / 60), "hour"],
    [minutes % 60, "minute"],
  ];
  const told = parts.filter(([count, unit]) => count > 0 || (minutes === 0 && unit === "minute"));
  return told
    .map(([count, unit]) => formatNumber(count, locale, { style: "unit", unit, unitDisplay: "short" }))
    .join(" ");
}
