import { z } from "zod";
import { operatorOf } from "@/lib/core/caller";
import { command } from "@/lib/core/command";
import { conflict } from "@/lib/core/errors";
import { reason } from "@/lib/core/id";
import { object, parseInput } from "@/lib/core/input";
import { platformWide } from "@/lib/core/scope";
import { settingDefinitions, settingKeys } from "@/lib/settings/settings/definitions";
import { requireFitting } from "@/lib/settings/settings/fitting";
import { requireOptional } from "@/lib/settings/settings/module-switch";
import { forgetSettings, withDefaults } from "@/lib/settings/settings/read";

/** Writes a new version of a setting; the earlier ones stay, so that any of them can be put back. */
export const updateSetting = command({
  name: "settings.update",
  permission: "settings.settings.write",
  sensitive: true,
  input: object({
    key: z.enum(settingKeys),
    value: z.record(z.string(), z.unknown()),
    /** The version the form was filled from; 0 when there was none. */
    version: z.int().min(0).optional(),
    reason: reason.optional(),
  }),
  scope: platformWide(),
  async run({ input: { key, value, version }, tx, caller, audit, now }) {
    const wanted = parseInput<Record<string, unknown>>(settingDefinitions[key], value);
    requireFitting(key, wanted);
    if (key === "modules") requireOptional(settingDefinitions.modules.parse(wanted).disabled);
    const newest = await tx.setting.findFirst({
      where: { key },
      orderBy: { version: "desc" },
      select: { version: true, value: true },
    });
    const next = (newest?.version ?? 0) + 1;
    if (version !== undefined && version !== next - 1)
      throw conflict("version_mismatch", {}, { version: next - 1, value: newest?.value });
    const taken = await tx.setting.createMany({
      data: { key, version: next, value: wanted as object, changedById: operatorOf(caller), createdAt: now },
      skipDuplicates: true,
    });
    if (taken.count === 0) throw conflict("version_mismatch");
    forgetSettings();
    audit.target({ type: "settings", id: key, label: key });
    audit.change(withDefaults(key, newest?.value), wanted);
    return { key, version: next };
  },
});
