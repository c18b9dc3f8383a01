import type { Tx } from "@/lib/core/db";
import type { SettingValue } from "@/lib/settings/settings/definitions";
import { withDefaults } from "@/lib/settings/settings/read";

/** The setting "auth" read within a transaction, where another connection must not be asked. */
export async function authSetting(tx: Pick<Tx, "setting">): Promise<SettingValue<"auth">> {
  const stored = await tx.setting.findFirst({
    where: { key: "auth" },
    orderBy: { version: "desc" },
    select: { value: true },
  });
  return withDefaults("auth", stored?.value);
}
