import { command, perform } from "@/lib/core/command";
import { object } from "@/lib/core/input";
import { bySystem, platformWide } from "@/lib/core/scope";
import { systemCaller } from "@/lib/core/system";

/** Marks the cards whose last month is over. A provider that learns of a new one tells, and they are good again. */
export const expireMethods = command({
  name: "payment-methods.expire",
  permission: null,
  approvable: false,
  input: object({}),
  scope: bySystem(platformWide()),
  async run({ tx, audit, now }) {
    const expired = await tx.$executeRaw`
      update payment_method set state = 'expired', preferred = false, updated_at = ${now}
      where state = 'active' and expiry_year is not null
        and make_date(expiry_year, expiry_month, 1) + interval '1 month' <= ${now}`;
    audit.change(null, { expired });
    return { expired };
  },
});

/** Marks expired cards. @returns how many. */
export const expireDueMethods = async (): Promise<{ expired: number }> =>
  perform(expireMethods, {}, await systemCaller("expire-payment-methods"));
