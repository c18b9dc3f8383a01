import { type Caller, demand } from "@/lib/core/caller";
import { kysely } from "@/lib/core/db";
import { notFound } from "@/lib/core/errors";
import { type SettingKey, settingKeys } from "@/lib/settings/settings/definitions";
import { withDefaults } from "@/lib/settings/settings/read";

export type CurrentSetting = {
  key: SettingKey;
  /** The newest version; 0 when nobody ever changed it. */
  version: number;
  /** What counts, with what nobody said filled in. */
  value: Record<string, unknown>;
  /** Name of who changed it last; null for the product itself or when nobody did. */
  changedBy: string | null;
  /** ISO 8601, UTC. */
  changedAt: string | null;
};

/**
 * Every setting as it counts now, read from the database itself, with the version a form must send back.
 * @throws forbidden; not_found outside of the whole platform.
 */
export async function currentSettings(caller: Caller): Promise<CurrentSetting[]> {
  if (caller.scope.kind !== "all") throw notFound();
  demand(caller, "settings.settings.read");
  const rows = await kysely
    .selectFrom("setting")
    .leftJoin("operator", "operator.id", "setting.changed_by_id")
    .select(["setting.key", "setting.version", "setting.value", "setting.created_at", "operator.name"])
    .distinctOn("setting.key")
    .orderBy("setting.key")
    .orderBy("setting.version", "desc")
    .execute();
  return settingKeys.map((key) => {
    const row = rows.find((candidate) => candidate.key === key);
    return {
      key,
      version: row?.version ?? 0,
      value: withDefaults(key, row?.value),
      changedBy: row?.name ?? null,
      changedAt: row ? row.created_at.toISOString() : null,
    };
  });
}
