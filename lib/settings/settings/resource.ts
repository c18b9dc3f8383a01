import { sql } from "kysely";
import { kysely } from "@/lib/core/db";
import { column, platformScope, resource } from "@/lib/core/resource";

/** Every version of every setting, newest first. */
export const settingVersions = resource({
  name: "settings",
  module: "settings",
  permission: "settings.settings.read",
  scope: platformScope,
  from: () =>
    kysely
      .selectFrom(
        sql<{
          id: string;
          key: string;
          version: number;
          value: unknown;
          changed_by_id: string | null;
          created_at: Date;
        }>`(select md5(key || '/' || version)::uuid as id, * from setting)`.as("setting_version"),
      )
      .leftJoin("operator", "operator.id", "setting_version.changed_by_id"),
  id: "setting_version.id",
  columns: {
    key: column.code("setting_version.key", { filter: true, search: true }),
    version: column.integer("setting_version.version"),
    value: column.json("setting_version.value", { shown: true }),
    changedBy: column.text("operator.name"),
    createdAt: column.time("setting_version.created_at", { sort: true, filter: true }),
  },
  defaultSort: "-createdAt",
  title: "key",
});
