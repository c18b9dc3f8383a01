import { type RawBuilder, sql } from "kysely";
import type { SettingValue } from "@/lib/settings/settings/definitions";
import { withDefaults } from "@/lib/settings/settings/read";

const limit = (key: keyof SettingValue<"auth">): RawBuilder<number> => sql`coalesce(
  (select (value ->> ${sql.lit(key)})::int from setting where setting.key = 'auth' order by version desc limit 1),
  ${sql.lit(withDefaults("auth", undefined)[key])})`;

/**
 * When the session of a row of `session` ends unless it is used, by the limits as they are now: the rule of `effectiveExpiry` for
 * statements that read many. A session that waits for its second factor has its own limit.
 */
export const sessionEndsAt: RawBuilder<Date> = sql`case
  when session.second_factor_at is null then session.expires_at
  else least(
    session.expires_at,
    session.last_seen_at + ${limit("idleMinutes")} * interval '1 minute',
    session.created_at + ${limit("absoluteHours")} * interval '1 hour'
  ) end`;
