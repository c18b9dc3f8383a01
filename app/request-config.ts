import { cookies, headers } from "next/headers";
import type { AbstractIntlMessages } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale, LOCALE_COOKIE, TIME_ZONE_COOKIE } from "@/lib/core/i18n/locale";
import { isTimeZone } from "@/lib/core/i18n/time-zone";
import { compiledMessages } from "@/lib/core/i18n/translator";
import { currentSession } from "@/lib/governance/auth/current-caller";

/** Language, words and time zone of the page or server action under way. */
export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(jar.get(LOCALE_COOKIE)?.value, head.get("accept-language"));
  const zone = (await zoneOfReader(head)) ?? jar.get(TIME_ZONE_COOKIE)?.value;
  return {
    locale,
    messages: (await compiledMessages(locale)) as AbstractIntlMessages,
    timeZone: zone && isTimeZone(zone) ? zone : "UTC",
    now: new Date(),
  };
});

/**
 * In the console days go as those of the organization one works in, whatever another tab chose before. Elsewhere nobody works
 * anywhere, and the cookie remembers what was last.
 */
async function zoneOfReader(head: Headers): Promise<string | null> {
  if (!/^\/(ops|tenant)([/?]|$)/.test(head.get("x-fairlead-path") ?? "")) return null;
  const session = await currentSession();
  return session.state === "ready" ? session.timeZone : null;
}
