import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { chooseLocale, LOCALE_COOKIE, TIME_ZONE_COOKIE } from "./locale";
import { loadMessages } from "./messages";
import { isTimeZone } from "./time-zone";

export default getRequestConfig(async () => {
  const [jar, head] = await Promise.all([cookies(), headers()]);
  const locale = chooseLocale(jar.get(LOCALE_COOKIE)?.value, head.get("accept-language"));
  const zone = jar.get(TIME_ZONE_COOKIE)?.value;
  return {
    locale,
    messages: await loadMessages(locale),
    timeZone: zone && isTimeZone(zone) ? zone : "UTC",
    now: new Date(),
  };
});
