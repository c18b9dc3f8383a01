"use client";

import { Check, Pencil, Share2, Trash2, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "../ui/button";
import { cn } from "../ui/cn";
import { Form } from "../ui/form";
import { Input } from "../ui/input";
import type { SavedView } from "./types";

export type ViewRowProps = {
  view: SavedView;
  /** Whether the list shows it now. */
  current: boolean;
  busy: boolean;
  onChoose: () => void;
  onSave: (view: SavedView, change: { name?: string; shared?: boolean }) => Promise<boolean>;
  onRemove: (view: SavedView) => Promise<boolean>;
};

/** A view to choose; one's own can be renamed, shared and, after a question, deleted. */
export function ViewRow({ view, current, busy, onChoose, onSave, onRemove }: ViewRowProps) {
  const t = useTranslations("core");
  const [mode, setMode] = useState<"row" | "rename" | "remove">("row");
  const back = () => setMode("row");
  if (mode === "rename")
    return (
      <Rename
        name={view.name}
        busy={busy}
        onCancel={back}
        onName={async (name) => {
          if (name === view.name || (await onSave(view, { name }))) back();
        }}
      />
    );
  if (mode === "remove")
    return (
      <li className="rounded-sm bg-sunken p-2 text-sm">
        <p role="alert">
          {t(view.shared ? "table.removeSharedView" : "table.removeView", { name: view.name })}
        </p>
        <div className="mt-2 flex justify-end gap-2">
          <Button size="sm" autoFocus disabled={busy} onClick={back}>
            {t("common.cancel")}
          </Button>
          <Button
            size="sm"
            look="danger"
            pending={busy}
            onClick={async () => {
              if (!(await onRemove(view))) back();
            }}
          >
            {t("table.removeViewNow")}
          </Button>
        </div>
      </li>
    );
  const share = t(view.shared ? "table.unshareView" : "table.shareView", { name: view.name });
  return (
    <li className="flex items-center rounded-sm hover:bg-hover">
      <button
        type="button"
        onClick={onChoose}
        aria-current={current || undefined}
        className={cn(
          "min-h-8 min-w-0 flex-1 cursor-pointer truncate rounded-sm px-2 text-left text-sm pointer-coarse:min-h-11",
          current && "font-medium text-accent",
        )}
      >
        {view.name}
      </button>
      {view.mine ? (
        <>
          <Act label={t("table.renameView", { name: view.name })} busy={busy} onAct={() => setMode("rename")}>
            <Pencil aria-hidden />
          </Act>
          <Act
            label={share}
            busy={busy}
            pressed={view.shared}
            onAct={() => void onSave(view, { shared: !view.shared })}
          >
            <Share2 aria-hidden />
          </Act>
          <Act label={t("table.deleteView", { name: view.name })} busy={busy} onAct={() => setMode("remove")}>
            <Trash2 aria-hidden />
          </Act>
        </>
      ) : null}
    </li>
  );
}

type ActProps = { label: string; busy: boolean; pressed?: boolean; onAct: () => void; children: ReactNode };

function Act({ label, busy, pressed, onAct, children }: ActProps) {
  return (
    <Button
      look="ghost"
      size="sm"
      icon
      disabled={busy}
      aria-pressed={pressed}
      aria-label={label}
      title={label}
      className={pressed ? "text-accent!" : undefined}
      onClick={onAct}
    >
      {children}
    </Button>
  );
}

type RenameProps = {
  name: string;
  busy: boolean;
  onCancel: () => void;
  onName: (name: string) => Promise<void>;
};

function Rename({ name, busy, onCancel, onName }: RenameProps) {
  const t = useTranslations("core");
  const [text, setText] = useState(name);
  function submit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() !== "" && !busy) void onName(text.trim());
  }
  return (
    <li>
      <Form onSubmit={submit} className="flex items-center gap-1 p-1">
        <Input
          autoFocus
          aria-label={t("table.viewName")}
          maxLength={80}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            // Only the renaming is given up, not the whole popover.
            event.stopPropagation();
            onCancel();
          }}
        />
        <Button type="submit" look="ghost" size="sm" icon disabled={busy} aria-label={t("common.save")}>
          <Check aria-hidden />
        </Button>
        <Button
          look="ghost"
          size="sm"
          icon
          disabled={busy}
          aria-label={t("common.cancel")}
          onClick={onCancel}
        >
          <X aria-hidden />
        </Button>
      </Form>
    </li>
  );
}
