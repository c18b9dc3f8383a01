import { cookies } from "next/headers";
import { TIME_ZONE_COOKIE } from "@/lib/core/i18n/locale";
import { timeZoneOf } from "@/lib/governance/sessions/time-zone";

/** Shows times from now on as the organization's days go. @param organizationId null for the platform. */
export async function keepTimeZone(organizationId: string | null): Promise<void> {
  const zone = await timeZoneOf(organizationId);
  (await cookies()).set(TIME_ZONE_COOKIE, zone, { path: "/", sameSite: "lax", maxAge: 31_536_000 });
}
