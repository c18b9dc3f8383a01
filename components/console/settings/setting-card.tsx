import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { Time } from "@/components/ui/time";
import { AppError } from "@/lib/core/errors";
import { nameRecords } from "@/lib/governance/search/search";
import { updateSetting } from "@/lib/settings/settings/update";
import type { CurrentSetting } from "@/lib/settings/settings/versions";
import { offer } from "../command-offer";
import { Facts } from "../facts";
import type { Reader } from "../reader";
import { SettingButton } from "./setting-button";
import { type SettingField, settingFields } from "./setting-fields";

/** One setting as it counts now, and the way to change it. */
export async function SettingCard({ reader, setting }: { reader: Reader; setting: CurrentSetting }) {
  const { t } = reader;
  const { key, version, value } = setting;
  const texts = "settings.pages.settings";
  const title = t(`settings.definitions.${key}.title`);
  const fields = settingFields(key, t);
  const change = offer(reader, updateSetting, {
    ask: ["reason"],
    label: t("core.common.edit"),
    title: t(`${texts}.change`, { setting: title }),
    submitLabel: t("core.common.save"),
    defaults: { key, version, ...value },
  });
  const help = `${texts}.about.${key}`;
  const open = fields.some((field) => !field.options || field.options.length > 0);
  return (
    <Card
      flush
      title={title}
      description={t.has(help) ? t(help) : undefined}
      actions={
        change && open ? (
          <SettingButton
            name={title}
            spec={{
              ...change,
              fields: [...fields.map(({ standard: _, ...field }) => field), ...(change.fields ?? [])],
            }}
          />
        ) : null
      }
      footer={
        <p className="text-ink-3 text-xs">
          {version === 0 ? (
            t(`${texts}.untouched`)
          ) : (
            <>
              {t(`${texts}.version`, { version, name: setting.changedBy ?? t(`${texts}.system`) })}{" "}
              {setting.changedAt ? <Time value={setting.changedAt} /> : null}
              {" · "}
              <Link
                href={reader.href(`settings/settings/history?key=${key}`)}
                className="text-accent underline"
              >
                {t(`${texts}.tabs.history`)}
              </Link>
            </>
          )}
        </p>
      }
    >
      {open ? null : <p className="px-4 py-2 text-ink-3 text-sm">{t(`${texts}.nothingOptional`)}</p>}
      <Facts
        facts={fields.map((field) => ({
          key: field.name,
          label: field.label,
          value: <SettingValue field={field} value={value[field.name]} reader={reader} />,
        }))}
      />
    </Card>
  );
}

type SettingValueProps = { field: SettingField; value: unknown; reader: Reader };

async function SettingValue({ field, value, reader }: SettingValueProps) {
  const t = await getTranslations();
  const changed = JSON.stringify(value) !== JSON.stringify(field.standard);
  return (
    <span className="flex flex-wrap items-baseline gap-x-2 gap-y-1">
      {drawn(field, await named(field, value, reader), t)}
      {changed && typeof field.standard === "number" ? (
        <span className="figures text-ink-3 text-xs">
          {t("settings.pages.settings.standard", { value: field.standard })}
        </span>
      ) : null}
    </span>
  );
}

/** A record is called by its name; one the reader may not see keeps its id. */
async function named(field: SettingField, value: unknown, { caller, panel }: Reader): Promise<unknown> {
  if (field.kind !== "reference" || !field.resource || typeof value !== "string") return value;
  const [hit] = await nameRecords(field.resource, [value], caller, panel).catch((error: unknown) => {
    if (error instanceof AppError && error.status < 500) return [];
    throw error;
  });
  return hit?.title ?? value;
}

function drawn(
  field: SettingField,
  value: unknown,
  t: Awaited<ReturnType<typeof getTranslations>>,
): ReactNode {
  if (value === null || value === undefined || value === "")
    return <span className="text-ink-3">{t("core.common.none")}</span>;
  if (typeof value === "number") return <NumberText value={value} />;
  if (typeof value === "boolean") return t(value ? "core.common.yes" : "core.common.no");
  if (Array.isArray(value)) {
    if (value.length === 0) return <span className="text-ink-3">{t("core.common.none")}</span>;
    return value.map(String).map((name) => <Badge key={name}>{entryWords(field, name)}</Badge>);
  }
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** An amount is typed "100000 USD" and read like every other amount. */
function entryWords(field: SettingField, entry: string): ReactNode {
  const [, amount, currency] = /^(\d+(?:\.\d+)?) ([A-Z]{3})$/.exec(entry) ?? [];
  if (amount && currency) return <Money value={{ amount, currency }} />;
  return field.options?.find((option) => option.value === entry)?.label ?? entry;
}
