"use client";

import { Bookmark, Share2, Trash2 } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { cn } from "../ui/cn";
import { Input } from "../ui/input";
import type { OverlayProps } from "../ui/lazy-overlay";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover";
import { Skeleton } from "../ui/skeleton";
import { toast } from "../ui/toast";
import type { SavedView, SavedViews } from "./types";
import { viewQuery } from "./view-query";

export type ViewsPopoverProps = { views: SavedViews; basePath: string };

/** Named states of the list: one's own, and those colleagues share. */
export function ViewsPopover({ views, basePath, trigger, defaultOpen }: ViewsPopoverProps & OverlayProps) {
  const t = useTranslations("core");
  const router = useRouter();
  const here = viewQuery(useSearchParams());
  const [open, setOpen] = useState(defaultOpen);
  const [list, setList] = useState<SavedView[] | null>(null);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);

  useEffect(() => {
    if (!open) return;
    setFailed(false);
    views.list().then(setList, () => setFailed(true));
  }, [open, views]);

  async function attempt(work: () => Promise<unknown>, done: string) {
    setBusy(true);
    try {
      await work();
      setList(await views.list());
      toast.success(done);
    } catch {
      toast.error(t("table.viewFailed"));
    } finally {
      setBusy(false);
    }
  }

  function go(query: string) {
    setOpen(false);
    router.push(query === "" ? basePath : `${basePath}?${query}`);
  }

  const row = (view: SavedView) => (
    <li key={view.id} className="group/view flex items-center rounded-sm hover:bg-hover">
      <button
        type="button"
        onClick={() => go(view.query)}
        aria-current={view.query === here || undefined}
        className={cn(
          "min-h-8 min-w-0 flex-1 cursor-pointer truncate rounded-sm px-2 text-left text-sm pointer-coarse:min-h-11",
          view.query === here && "font-medium text-accent",
        )}
      >
        {view.name}
      </button>
      {view.mine ? (
        <>
          <Button
            look="ghost"
            size="sm"
            icon
            disabled={busy}
            aria-pressed={view.shared}
            aria-label={t(view.shared ? "table.unshareView" : "table.shareView", { name: view.name })}
            title={t(view.shared ? "table.unshareView" : "table.shareView", { name: view.name })}
            className={view.shared ? "text-accent!" : undefined}
            onClick={() => attempt(() => views.save({ ...view, shared: !view.shared }), t("table.viewSaved"))}
          >
            <Share2 aria-hidden />
          </Button>
          <Button
            look="ghost"
            size="sm"
            icon
            disabled={busy}
            aria-label={t("table.deleteView", { name: view.name })}
            title={t("table.deleteView", { name: view.name })}
            onClick={() => attempt(() => views.remove(view.id), t("table.viewDeleted"))}
          >
            <Trash2 aria-hidden />
          </Button>
        </>
      ) : null}
    </li>
  );
  const mine = list?.filter((view) => view.mine) ?? [];
  const shared = list?.filter((view) => !view.mine) ?? [];

  return (
    <Popover open={open} onOpenChange={setOpen}>
      <PopoverTrigger asChild>{trigger}</PopoverTrigger>
      <PopoverContent label={t("table.views")} align="end" className="w-80">
        <div className="p-1">
          <button
            type="button"
            onClick={() => go("")}
            className={cn(
              "menu-row w-full cursor-pointer text-left hover:bg-hover",
              here === "" && "font-medium text-accent",
            )}
          >
            {t("table.defaultView")}
          </button>
          {failed ? <p className="px-2 py-3 text-danger text-sm">{t("common.searchFailed")}</p> : null}
          {list === null && !failed ? (
            <div className="space-y-3 p-2">
              <Skeleton />
              <Skeleton className="w-2/3" />
            </div>
          ) : null}
          {mine.length > 0 ? <Section title={t("table.myViews")}>{mine.map(row)}</Section> : null}
          {shared.length > 0 ? <Section title={t("table.sharedViews")}>{shared.map(row)}</Section> : null}
          {list?.length === 0 ? <p className="px-2 py-3 text-ink-3 text-sm">{t("table.noViews")}</p> : null}
        </div>
        <SaveForm
          busy={busy}
          onSave={(name, share) =>
            attempt(() => views.save({ name, query: here, shared: share }), t("table.viewSaved"))
          }
        />
      </PopoverContent>
    </Popover>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className="mt-1">
      <p className="px-2 py-1 font-medium text-ink-3 text-xs">{title}</p>
      <ul>{children}</ul>
    </section>
  );
}

function SaveForm({
  busy,
  onSave,
}: {
  busy: boolean;
  onSave: (name: string, shared: boolean) => Promise<void>;
}) {
  const t = useTranslations("core.table");
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === "" || busy) return;
    await onSave(name.trim(), shared);
    setName("");
    setShared(false);
  }
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 border-line border-t p-3">
      <Input
        aria-label={t("viewName")}
        placeholder={t("viewName")}
        maxLength={80}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the checkbox inside is the control */}
      <label className="flex items-center gap-2 text-sm">
        <Checkbox checked={shared} onCheckedChange={setShared} />
        {t("viewShared")}
      </label>
      <Button type="submit" pending={busy} disabled={name.trim() === ""}>
        <Bookmark aria-hidden />
        {t("saveView")}
      </Button>
    </form>
  );
}
