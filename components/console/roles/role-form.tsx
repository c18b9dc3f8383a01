"use client";

import { useTranslations } from "next-intl";
import { useMemo, useState } from "react";
import { OutcomeNotice } from "@/components/form/outcome-notice";
import { useUnsavedGuard } from "@/components/form/unsaved";
import { useCommandDone } from "@/components/form/use-command-done";
import { useCommandRun } from "@/components/form/use-command-run";
import { useSend } from "@/components/form/use-send";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import type { PermissionGroup } from "./permission-groups";
import { PermissionMatrix } from "./permission-matrix";

export type RoleDraft = { name: string; description: string; permissions: string[] };

export type RoleFormProps = {
  groups: PermissionGroup[];
  /** What the editor holds themselves. */
  held: string[];
  /** The role as it is saved; absent where a new one is made. */
  role?: RoleDraft & { id: string; version: number };
  /** How many operators have it. */
  holders: number;
  /** Address of a role's page, with `:roleId`. */
  doneHref: string;
};

/** A role with its permissions; before it is saved it says what changes, for how many. */
export function RoleForm({ groups, held, role, holders, doneHref }: RoleFormProps) {
  const t = useTranslations("core.console.roleForm");
  const [name, setName] = useState(role?.name ?? "");
  const [description, setDescription] = useState(role?.description ?? "");
  const [chosen, setChosen] = useState(() => new Set(role?.permissions));
  const [missing, setMissing] = useState(false);
  const [asking, setAsking] = useState(false);
  const saved = useMemo(() => new Set(role?.permissions), [role]);
  const added = [...chosen].filter((permission) => !saved.has(permission));
  const removed = [...saved].filter((permission) => !chosen.has(permission));
  const renamed = name.trim() !== (role?.name ?? "") || description.trim() !== (role?.description ?? "");
  const dirty = renamed || added.length + removed.length > 0;
  useUnsavedGuard(dirty && !asking);

  function change(names: string[], on: boolean) {
    const next = new Set(chosen);
    for (const permission of names) {
      if (on) next.add(permission);
      else next.delete(permission);
    }
    setChosen(next);
  }

  function ask() {
    setMissing(name.trim() === "");
    if (name.trim() !== "") setAsking(true);
  }

  return (
    <div className="space-y-4">
      <Card>
        <div className="grid gap-4 md:grid-cols-2">
          <Field
            label={t("name")}
            required
            error={missing && name.trim() === "" ? t("nameMissing") : undefined}
          >
            {(control) => (
              <Input
                {...control}
                maxLength={80}
                value={name}
                onChange={(event) => setName(event.target.value)}
              />
            )}
          </Field>
          <Field label={t("description")}>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                maxLength={400}
                value={description}
                onChange={(event) => setDescription(event.target.value)}
              />
            )}
          </Field>
        </div>
      </Card>
      <PermissionMatrix
        groups={groups}
        chosen={chosen}
        saved={saved}
        held={new Set(held)}
        onChange={change}
      />
      <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-3 rounded-md border border-line bg-surface px-4 py-2">
        <p className="min-w-0 flex-1 text-ink-2 text-sm" role="status">
          {dirty ? t("changes", { added: added.length, removed: removed.length }) : t("unchanged")}
        </p>
        {dirty ? (
          <Button
            onClick={() => {
              setName(role?.name ?? "");
              setDescription(role?.description ?? "");
              setChosen(new Set(role?.permissions));
            }}
          >
            {t("discard")}
          </Button>
        ) : null}
        <Button look="primary" disabled={!dirty} onClick={ask}>
          {role ? t("review") : t("create")}
        </Button>
      </div>
      {asking ? (
        <ReviewDialog
          role={role}
          draft={{ name: name.trim(), description: description.trim(), permissions: [...chosen].sort() }}
          added={wordsOf(groups, added)}
          removed={wordsOf(groups, removed)}
          holders={holders}
          doneHref={doneHref}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </div>
  );
}

const wordsOf = (groups: PermissionGroup[], names: string[]): string[] =>
  groups
    .flatMap((group) => group.nouns.flatMap((noun) => noun.permissions))
    .filter((permission) => names.includes(permission.name))
    .map((permission) => permission.description);

type ReviewProps = {
  role: RoleFormProps["role"];
  draft: RoleDraft;
  added: string[];
  removed: string[];
  holders: number;
  doneHref: string;
  onClose: () => void;
};

/** Says once more what will count for whom, and saves it. */
function ReviewDialog({ role, draft, added, removed, holders, doneHref, onClose }: ReviewProps) {
  const t = useTranslations("core");
  const { run, stepUp } = useCommandRun();
  const { send, pending, outcome } = useSend(run);
  const done = useCommandDone({
    doneMessage: t("console.roleForm.saved"),
    doneHref: role ? undefined : doneHref,
  });

  function save() {
    const input = role ? { roleId: role.id, version: role.version, ...draft } : draft;
    void send(role ? "roles.update" : "roles.create", input, (data) => {
      onClose();
      done(data);
    });
  }

  const sent = outcome?.kind === "approval";
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={t("console.roleForm.reviewTitle", { name: draft.name })}
        description={t("console.roleForm.reviewDescription", { holders })}
        footer={
          sent ? (
            <Button onClick={onClose}>{t("common.close")}</Button>
          ) : (
            <>
              <Button disabled={pending} onClick={onClose}>
                {t("common.cancel")}
              </Button>
              <Button look="primary" pending={pending} onClick={save}>
                {role ? t("common.save") : t("console.create")}
              </Button>
            </>
          )
        }
      >
        <div className="space-y-3">
          <Words
            title={t("console.roleForm.added", { count: added.length })}
            words={added}
            tone="text-done"
          />
          <Words
            title={t("console.roleForm.removed", { count: removed.length })}
            words={removed}
            tone="text-danger"
          />
          {outcome ? <OutcomeNotice outcome={outcome} fields={[]} onReload={onClose} /> : null}
        </div>
        {stepUp}
      </DialogContent>
    </Dialog>
  );
}

function Words({ title, words, tone }: { title: string; words: string[]; tone: string }) {
  if (words.length === 0) return null;
  return (
    <section>
      <h3 className={`font-medium text-sm ${tone}`}>{title}</h3>
      <ul className="mt-1 list-disc pl-5 text-sm">
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </section>
  );
}
