"use client";

import { Lock, MessageSquare, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { v7 as newIdempotencyKey } from "uuid";
import { FilesInput } from "@/components/form/files-input";
import { OutcomeNotice } from "@/components/form/outcome-notice";
import { useUnsavedGuard } from "@/components/form/unsaved";
import { type CommandOutcome, useCommandRun } from "@/components/form/use-command-run";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import {
  type ComposerDraft,
  type ComposerEnd,
  type ComposerKind,
  type ComposerMacro,
  emptyDraft,
  insertAt,
  type Mention,
  sending,
} from "./composer-draft";
import { ComposerFrame } from "./composer-frame";
import { MacroPicker } from "./macro-picker";
import { MentionPicker } from "./mention-picker";

export type ComposerProps = {
  ticketId: string;
  /** What this reader may write; the likeliest first. */
  kinds: ComposerKind[];
  /** What a public answer may end with; the likeliest first. */
  ends: ComposerEnd[];
  /** Whether staff write, and not the customer's side. */
  staff: boolean;
  /** Which colleagues can be called into it; null for none. */
  mentions: Record<string, string> | null;
  macros: ComposerMacro[];
  upload: { purpose: string; accept: string; maxBytes: number };
};

/** Where a ticket is answered: in public, or among staff alone, which must never be mistaken for one another. */
export function Composer({ ticketId, kinds, ends, staff, mentions, macros, upload }: ComposerProps) {
  const t = useTranslations("support.pages.composer");
  const router = useRouter();
  const id = useId();
  const { run, stepUp } = useCommandRun();
  const first = kinds[0] ?? "public";
  const [draft, setDraft] = useState<ComposerDraft>(emptyDraft(first));
  const [pending, setPending] = useState<ComposerEnd | null>(null);
  const [outcome, setOutcome] = useState<CommandOutcome | null>(null);
  const [sent, setSent] = useState(0);
  const [calling, setCalling] = useState(false);
  const text = useRef<HTMLTextAreaElement>(null);
  const key = useRef({ text: "", key: "" });
  const { kind, body, macro } = draft;
  const internal = kind === "internal";
  const uploading = draft.fileIds.includes("pending");
  const empty = body.trim() === "";
  useUnsavedGuard(!empty && pending === null);
  const change = (next: Partial<ComposerDraft>) => setDraft((now) => ({ ...now, ...next }));

  function insert(words: string, next: Partial<ComposerDraft> = {}) {
    const place = text.current?.selectionStart ?? body.length;
    const done = insertAt(body, place, words);
    change({ ...next, body: done.text });
    // The text is drawn anew first.
    requestAnimationFrame(() => {
      text.current?.focus();
      text.current?.setSelectionRange(done.place, done.place);
    });
  }

  const takeMacro = (chosen: ComposerMacro) =>
    insert(chosen.body, {
      kind: kinds.includes(chosen.kind) ? chosen.kind : kind,
      macro: chosen.priority || chosen.resolves ? chosen : macro,
    });

  const goOn = () => text.current?.focus();

  const call = (mention: Mention) => {
    setCalling(false);
    insert(`@${mention.name} `, {
      mentions: [...draft.mentions.filter((each) => each.id !== mention.id), mention],
    });
  };

  async function send(end: ComposerEnd) {
    if (pending !== null || empty || uploading) return;
    setPending(end);
    setOutcome(null);
    const steps = sending(ticketId, draft, end);
    const words = JSON.stringify(steps);
    // The same again goes under the same keys: what was done of it is not done twice.
    if (key.current.text !== words) key.current = { text: words, key: newIdempotencyKey() };
    for (const [index, { command, input }] of steps.entries()) {
      const result = await run(command, input, `${key.current.key}:${index}`);
      if (result.kind === "done") continue;
      setPending(null);
      if (result.kind !== "canceled") setOutcome(result);
      return;
    }
    setPending(null);
    setDraft(emptyDraft(kind));
    setSent((count) => count + 1);
    toast.success(t(internal ? "noted" : "sent"));
    router.refresh();
  }

  const likeliest: ComposerEnd = internal ? "stay" : (ends[0] ?? "stay");
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send(likeliest);
    } else if (event.key === "@" && mentions && /(^|\s)$/.test(body.slice(0, text.current?.selectionStart))) {
      event.preventDefault();
      setCalling(true);
    }
  };

  return (
    <section
      id="composer"
      aria-label={t("label")}
      className={cn(
        "rounded-md border",
        internal ? "border-waiting border-dashed bg-waiting-soft" : "border-line bg-surface",
      )}
    >
      <ComposerFrame kinds={kinds} value={kind} onChange={(next) => change({ kind: next })}>
        <p
          id={`${id}-who`}
          className={cn(
            "flex items-center gap-1.5 text-sm",
            internal ? "font-medium text-waiting" : "text-ink-3",
          )}
        >
          {internal ? (
            <Lock aria-hidden className="size-3.5 shrink-0" />
          ) : (
            <MessageSquare aria-hidden className="size-3.5 shrink-0" />
          )}
          {t(internal ? "internalHelp" : staff ? "publicHelp" : "customerHelp")}
        </p>
        <Textarea
          ref={text}
          rows={5}
          maxLength={10_000}
          value={body}
          aria-label={t(internal ? "note" : "answer")}
          aria-describedby={`${id}-who`}
          placeholder={t(internal ? "notePlaceholder" : "answerPlaceholder")}
          disabled={pending !== null}
          onKeyDown={onKeyDown}
          onChange={(event) => change({ body: event.target.value })}
        />
        {macro && macro.kind === kind ? (
          <p className="flex items-center gap-2 text-sm">
            <span className="min-w-0">
              {t("macroDoes", { name: macro.name })}{" "}
              {[
                macro.priority ? t("sets", { priority: macro.priority.label }) : null,
                macro.resolves ? t("resolves") : null,
              ]
                .filter(Boolean)
                .join(t("and"))}
            </span>
            <Button
              type="button"
              icon
              size="sm"
              look="ghost"
              aria-label={t("dropMacro")}
              onClick={() => change({ macro: null })}
            >
              <X aria-hidden />
            </Button>
          </p>
        ) : null}
        <div className="flex flex-wrap items-start gap-1">
          <FilesInput
            key={sent}
            label={t("attach")}
            look="ghost"
            upload={upload}
            disabled={pending !== null}
            onChange={(fileIds) => change({ fileIds })}
          />
          {mentions ? (
            <MentionPicker
              label={t("mention")}
              among={mentions}
              open={calling}
              onOpenChange={setCalling}
              onChoose={call}
              onClosed={goOn}
            />
          ) : null}
          {macros.length > 0 ? (
            <MacroPicker label={t("macro")} macros={macros} onChoose={takeMacro} onClosed={goOn} />
          ) : null}
        </div>
        {outcome ? <OutcomeNotice outcome={outcome} fields={[]} /> : null}
        <div className="flex flex-wrap items-center gap-2 max-sm:flex-col max-sm:items-stretch">
          {internal ? (
            <Button
              look="primary"
              disabled={empty || uploading}
              pending={pending === "stay"}
              onClick={() => void send("stay")}
            >
              {t("addNote")}
            </Button>
          ) : (
            ends.map((end, index) => (
              <Button
                key={end}
                look={index === 0 ? "primary" : "secondary"}
                disabled={empty || uploading || (pending !== null && pending !== end)}
                pending={pending === end}
                onClick={() => void send(end)}
              >
                {t(staff ? `ends.${end}` : "send")}
              </Button>
            ))
          )}
          <span className="text-ink-3 text-xs max-sm:hidden">{t("shortcut")}</span>
        </div>
      </ComposerFrame>
      {stepUp}
    </section>
  );
}
