import type { Tx } from "@/lib/core/db";
import type { SettingValue } from "@/lib/settings/settings/definitions";
import { withDefaults } from "@/lib/settings/settings/read";

export type FieldSetting = SettingValue<"fieldService">;

/** The module's settings as they stand, read in a command's own transaction: another connection might not be free. */
export async function fieldSetting(tx: Tx): Promise<FieldSetting> {
  const row = await tx.setting.findFirst({
    where: { key: "fieldService" },
    orderBy: { version: "desc" },
    select: { value: true },
  });
  return withDefaults("fieldService", row?.value);
}
