import { z } from "zod";
import { object } from "@/lib/core/input";

const whole = (from: number, to: number) => z.int().min(from).max(to);

/** Amounts, one a currency: "10 USD". */
const amounts = z.array(z.string().regex(/^\d{1,9}(\.\d{1,3})? [A-Z]{3}$/)).max(50);

/**
 * Everything that can be configured while the product runs: form and default, by key. Described in the catalogue at
 * `settings.definitions.<key>`.
 */
export const settingDefinitions = {
  auth: object({
    /** Wrong passwords or codes in a row before an account is locked. */
    accountFailures: whole(3, 100).default(5),
    accountLockMinutes: whole(1, 1440).default(15),
    /** Failures from one address within the window before it is locked out. */
    addressFailures: whole(5, 10_000).default(30),
    addressWindowMinutes: whole(1, 1440).default(60),
    /** A session ends after this long without a request, and after this long at all. */
    idleMinutes: whole(5, 1440).default(60),
    absoluteHours: whole(1, 168).default(12),
    passwordMinLength: whole(12, 64).default(12),
  }),
  audit: object({
    /** Sealed entries older than this are removed; 0 keeps them for ever (admin-prd 14). */
    retentionDays: whole(0, 36_500).default(0),
  }),
  retention: object({
    /** Days after which the sign-in history, sessions that ended, messages in inboxes, e-mails and openings of links go; 0 never. */
    signInDays: whole(0, 36_500).default(365),
    sessionDays: whole(0, 36_500).default(365),
    inboxDays: whole(0, 36_500).default(365),
    mailDays: whole(0, 36_500).default(365),
    linkOpenDays: whole(0, 36_500).default(365),
  }),
  lists: object({
    /** Rows of a page when nobody asks for a number, on the screen and through the API (admin-prd 16). */
    pageSize: whole(10, 200).default(50),
  }),
  jobs: object({
    /** Steps of jobs the embedded engine has under way at a time (admin-prd 16). */
    concurrency: whole(1, 64).default(16),
  }),
  exports: object({
    /** Lists up to this many rows are written while the reader waits; longer ones become a job (admin-prd 16). */
    streamLimit: whole(0, 100_000).default(10_000),
    /** How long a finished file can be fetched (admin-prd 17). */
    expireHours: whole(1, 720).default(72),
  }),
  files: object({
    maxUploadMegabytes: whole(1, 1024).default(50),
  }),
  api: object({
    /** Requests a minute one token or session may make. */
    requestsPerMinute: whole(10, 1_000_000).default(1200),
  }),
  commerce: object({
    /** How long an order waits for its online payment (connectivity 6.8). */
    orderExpiryMinutes: whole(1, 10_080).default(30),
  }),
  billing: object({
    /** The least and the most of one top-up by currency (connectivity 5.4, 5.6). */
    topUpMinimums: amounts.default(["1 USD"]),
    topUpMaximums: amounts.default(["100000 USD"]),
    /** Amounts from here on wait for a review before they are credited (admin-prd 6); none in a currency not named. */
    reviewFrom: amounts.default(["10000 USD"]),
    /** How long a top-up waits for its money. */
    topUpExpireHours: whole(1, 720).default(24),
    bankTransferExpireDays: whole(1, 365).default(30),
    /** So many failures of one wallet's top-ups within the window are told to the staff (admin-prd 6). */
    failureNotice: whole(2, 100).default(3),
    failureWindowHours: whole(1, 720).default(24),
    /** Between the notice that a recharge is coming and the charge (admin-prd 5). */
    rechargeNoticeHours: whole(0, 720).default(24),
    /** Before the second try of a recharge that failed; four times as long before the third. */
    rechargeRetryHours: whole(1, 168).default(6),
    /** Days after a bill is due, each with a reminder (admin-prd 7). */
    dunningDays: z
      .array(z.string().regex(/^[1-9]\d{0,2}$/))
      .max(10)
      .default(["3", "10", "20"]),
    /** Days after a bill is due when who owes it is suspended; 0 for never. */
    suspendAfterDays: whole(0, 365).default(30),
    /** Their organization itself is suspended, too: nobody of it signs in. */
    suspendOrganizations: z.boolean().default(false),
    /** The smallest invoice by currency; none for a currency not named (admin-prd 7). */
    invoiceMinimums: amounts.default([]),
  }),
  refunds: object({
    /** The smallest refund by currency, such as "10 USD"; none for a currency not named (admin-prd 2). */
    minimums: amounts.default(["10 USD"]),
    /** Kept of a refund that leaves the house, in per cent. */
    feePercent: z.number().min(0).max(50).default(0),
  }),
  fieldService: object({
    /** Where bookings of strangers arrive; the platform when none is named. */
    bookingOrganization: z.uuid().nullable().default(null),
    /** The hours of a day visits begin and end in, in the organization's time zone, and how long one takes. */
    dayStart: whole(0, 23).default(8),
    dayEnd: whole(1, 24).default(18),
    slotMinutes: whole(15, 720).default(120),
    /** How many days ahead a visit can be booked. */
    bookableDays: whole(1, 365).default(60),
    /** Largest photo of a ticket (field-service: MAX_UPLOAD_MB). */
    maxUploadMegabytes: whole(1, 50).default(8),
    /** Hours a ticket may be in each state before it is overdue. */
    confirmHours: whole(1, 1000).default(4),
    assignHours: whole(1, 1000).default(24),
    /** Counted from the appointment's beginning. */
    startHours: whole(1, 1000).default(1),
    completeHours: whole(1, 1000).default(6),
    /** How long before a visit the technician and the customer are reminded. */
    reminderHours: whole(1, 168).default(24),
    /** Bookings one telephone number and one address on the network may make in an hour. */
    bookingsPerPhone: whole(1, 1000).default(5),
    bookingsPerAddress: whole(1, 10_000).default(20),
  }),
  support: object({
    /** Days after which a resolved ticket is closed; 0 for never. */
    autoCloseDays: whole(0, 365).default(7),
    /** Days within which an answer of the customer opens a resolved or closed ticket again. */
    reopenDays: whole(0, 365).default(14),
    /** Between two times a customer urges the same ticket. */
    urgeMinutes: whole(1, 10_080).default(60),
    /** E-mails one address may send in an hour before they are put aside. */
    mailsPerSender: whole(1, 1000).default(20),
  }),
  modules: object({
    /** Modules this deployment does without. */
    disabled: z.array(z.string().min(1).max(40)).max(50).default([]),
  }),
};

export type SettingKey = keyof typeof settingDefinitions;
export type SettingValue<Key extends SettingKey> = z.output<(typeof settingDefinitions)[Key]>;

export const settingKeys = Object.keys(settingDefinitions) as [SettingKey, ...SettingKey[]];
