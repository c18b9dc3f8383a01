"use client";

import { Bookmark } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState } from "react";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { cn } from "../ui/cn";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import type { OverlayProps } from "../ui/lazy-overlay";
import { Popover, PopoverContent, PopoverTrigger } from "../ui/popover";
import { Skeleton } from "../ui/skeleton";
import { toast } from "../ui/toast";
import type { SavedView, SavedViews } from "./types";
import { viewQuery } from "./view-query";
import { ViewRow } from "./view-row";

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

  async function attempt(work: () => Promise<unknown>, done: string): Promise<boolean> {
    setBusy(true);
    try {
      await work();
      setList(await views.list());
      toast.success(done);
      return true;
    } catch {
      toast.error(t("table.viewFailed"));
      return false;
    } finally {
      setBusy(false);
    }
  }

  function go(query: string) {
    setOpen(false);
    router.push(query === "" ? basePath : `${basePath}?${query}`);
  }

  const row = (view: SavedView) => (
    <ViewRow
      key={view.id}
      view={view}
      current={view.query === here}
      busy={busy}
      onChoose={() => go(view.query)}
      onSave={(kept, change) => attempt(() => views.save({ ...kept, ...change }), t("table.viewSaved"))}
      onRemove={(gone) => attempt(() => views.remove(gone.id), t("table.viewDeleted"))}
    />
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
  onSave: (name: string, shared: boolean) => Promise<boolean>;
}) {
  const t = useTranslations("core.table");
  const [name, setName] = useState("");
  const [shared, setShared] = useState(false);
  async function submit(event: FormEvent) {
    event.preventDefault();
    if (name.trim() === "" || busy) return;
    if (!(await onSave(name.trim(), shared))) return;
    setName("");
    setShared(false);
  }
  return (
    <Form onSubmit={submit} className="flex flex-col gap-2 border-line border-t p-3">
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
    </Form>
  );
}
