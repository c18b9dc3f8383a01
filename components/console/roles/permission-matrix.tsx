"use client";

import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { cn } from "@/components/ui/cn";
import type { PermissionGroup, PermissionNoun } from "./permission-groups";

export type PermissionMatrixProps = {
  groups: PermissionGroup[];
  chosen: ReadonlySet<string>;
  /** What the role holds as it is saved: changes against it are marked. */
  saved: ReadonlySet<string>;
  /** What the editor holds; nobody gives or takes what they lack. */
  held: ReadonlySet<string>;
  onChange?: (names: string[], on: boolean) => void;
};

/** Module × noun × action, one box each. Without `onChange` it only shows. */
export function PermissionMatrix({ groups, ...rest }: PermissionMatrixProps) {
  return (
    <div className="space-y-4">
      {groups.map((group) => (
        <Group key={group.module} group={group} {...rest} />
      ))}
    </div>
  );
}

type Shared = Omit<PermissionMatrixProps, "groups">;

function Group({ group, ...shared }: Shared & { group: PermissionGroup }) {
  const t = useTranslations("core.console.matrix");
  const { chosen, held, onChange } = shared;
  const names = group.nouns.flatMap((noun) => noun.permissions.map((permission) => permission.name));
  const mine = names.filter((name) => held.has(name));
  const count = names.filter((name) => chosen.has(name)).length;
  const every = count === names.length;
  return (
    <Card
      flush
      title={
        <span className="flex items-center gap-2">
          {onChange ? (
            <Checkbox
              aria-label={t("wholeModule", { module: group.label })}
              checked={every ? true : count > 0 ? "indeterminate" : false}
              disabled={mine.length === 0}
              onCheckedChange={(on) => onChange(mine, on)}
            />
          ) : null}
          {group.label}
          <span className="figures font-normal text-ink-3 text-sm">
            {t("count", { count, total: names.length })}
          </span>
        </span>
      }
    >
      <ul className="divide-y divide-line">
        {group.nouns.map((noun) => (
          <Noun key={noun.noun} noun={noun} {...shared} />
        ))}
      </ul>
    </Card>
  );
}

function Noun({ noun, chosen, saved, held, onChange }: Shared & { noun: PermissionNoun }) {
  const t = useTranslations("core.console.matrix");
  return (
    <li className="grid gap-x-4 gap-y-1 px-4 py-2 md:grid-cols-[12rem_1fr]">
      <p className="py-1 font-medium text-sm">{noun.label}</p>
      <ul className="grid gap-x-4 sm:grid-cols-2 xl:grid-cols-3">
        {noun.permissions.map(({ name, description }) => {
          const on = chosen.has(name);
          const changed = on !== saved.has(name);
          const fixed = onChange !== undefined && !held.has(name);
          return (
            <li key={name}>
              <label
                htmlFor={name}
                className={cn(
                  "flex items-start gap-2 rounded-sm px-1 py-1 text-sm pointer-coarse:py-3",
                  onChange && !fixed && "cursor-pointer hover:bg-hover",
                  changed && (on ? "bg-done-soft" : "bg-danger-soft"),
                )}
                title={fixed ? t("notHeld") : name}
              >
                <Checkbox
                  id={name}
                  checked={on}
                  disabled={!onChange || fixed}
                  onCheckedChange={onChange ? (next) => onChange([name], next) : undefined}
                  className="mt-0.5"
                />
                <span className={cn("min-w-0", !on && !changed && "text-ink-3")}>
                  {description}
                  {changed ? (
                    <span className={cn("ml-1.5 text-xs", on ? "text-done" : "text-danger")}>
                      {on ? t("added") : t("removed")}
                    </span>
                  ) : null}
                </span>
              </label>
            </li>
          );
        })}
      </ul>
    </li>
  );
}
