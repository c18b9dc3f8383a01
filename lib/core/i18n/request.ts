import { cookies, headers } from "next/headers";
import type { AbstractIntlMessages } from "next-intl";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale, LOCALE_COOKIE, TIME_ZONE_COOKIE } from "./locale";
import { isTimeZone } from "./time-zone";
import { compiledMessages } from "./translator";

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(jar.get(LOCALE_COOKIE)?.value, head.get("accept-language"));
  const zone = jar.get(TIME_ZONE_COOKIE)?.value;
  return {
    locale,
    messages: (await compiledMessages(locale)) as AbstractIntlMessages,
    timeZone: zone && isTimeZone(zone) ? zone : "UTC",
    now: new Date(),
  };
});
