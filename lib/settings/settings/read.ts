import { prisma, type Tx } from "@/lib/core/db";
import { type SettingKey, type SettingValue, settingDefinitions } from "@/lib/settings/settings/definitions";

const keepMilliseconds = 3000;

const kept = new Map<SettingKey, { until: number; value: unknown }>();

/**
 * A setting as it counts now: the newest version over the defaults. Read at most every three seconds per process.
 * @param key which group of settings.
 * @param db inside a command's body its transaction: there, waiting for another connection could wait for ever, when all of
 * them are held by transactions that do.
 */
export async function setting<Key extends SettingKey>(
  key: Key,
  db: Pick<Tx, "setting"> = prisma,
): Promise<SettingValue<Key>> {
  const known = kept.get(key);
  if (known && known.until > Date.now()) return known.value as SettingValue<Key>;
  const row = await db.setting.findFirst({
    where: { key },
    orderBy: { version: "desc" },
    select: { value: true },
  });
  const value = withDefaults(key, row?.value);
  kept.set(key, { until: Date.now() + keepMilliseconds, value });
  return value;
}

/** A stored value with what it does not say filled in; one that no longer fits gives the defaults. */
export function withDefaults<Key extends SettingKey>(key: Key, stored: unknown): SettingValue<Key> {
  const schema = settingDefinitions[key];
  const parsed = schema.safeParse(stored ?? {});
  return (parsed.success ? parsed.data : schema.parse({})) as SettingValue<Key>;
}

/** Forgets what was read, so that a change counts at once in this process. */
export const forgetSettings = (): void => kept.clear();
