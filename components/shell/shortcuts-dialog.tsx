"use client";

import { useTranslations } from "next-intl";
import { Dialog, DialogContent } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import type { MenuModule } from "./types";

export type ShortcutsDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  menu: MenuModule[];
};

export function ShortcutsDialog({ open, onOpenChange, menu }: ShortcutsDialogProps) {
  const t = useTranslations("core.shell");
  const anywhere: [string[], string][] = [
    [["⌘", "K"], t("shortcut.palette")],
    [["/"], t("shortcut.search")],
    [["?"], t("shortcut.help")],
  ];
  const table: [string[], string][] = [
    [["j"], t("shortcut.next")],
    [["k"], t("shortcut.previous")],
    [["Enter"], t("shortcut.open")],
    [["p"], t("shortcut.preview")],
    [["x"], t("shortcut.select")],
  ];
  const go = menu
    .flatMap((entry) => entry.items)
    .filter((item) => item.shortcut)
    .map((item): [string[], string] => [["g", item.shortcut!], item.label]);
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={t("shortcuts")} size="md">
        <div className="grid gap-6 sm:grid-cols-2">
          <Group title={t("shortcutGroups.anywhere")} rows={anywhere} />
          <Group title={t("shortcutGroups.table")} rows={table} />
          {go.length > 0 ? <Group title={t("shortcutGroups.go")} rows={go} /> : null}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function Group({ title, rows }: { title: string; rows: [string[], string][] }) {
  return (
    <section>
      <h3 className="mb-1 font-medium text-ink-3 text-xs">{title}</h3>
      <dl className="divide-y divide-line">
        {rows.map(([keys, words]) => (
          <div key={words} className="flex items-center gap-3 py-1.5 text-sm">
            <dt className="flex-1">{words}</dt>
            <dd className="flex gap-1">
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
