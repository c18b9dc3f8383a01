"use client";

import { type ReactNode, useState, useTransition } from "react";
import { AuthCard } from "@/components/auth/auth-card";
import { Cell } from "@/components/table/cell";
import { Button } from "@/components/ui/button";
import type { SharedRecord } from "@/lib/governance/secure-links/visit";
import { openRecord } from "./open-record";

export type RecordOpenerProps = {
  token: string;
  words: { title: string; description: string; open: string; opened: string };
  footer: ReactNode;
};

type Answer = Awaited<ReturnType<typeof openRecord>>;

/** A button that opens the link, and then what was shared. It stays on the screen until the visitor leaves. */
export function RecordOpener({ token, words, footer }: RecordOpenerProps) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [pending, start] = useTransition();
  if (answer?.ok) return <Shared record={answer.record} note={words.opened} />;
  if (answer) return <AuthCard title={answer.title} description={answer.help} />;
  return (
    <AuthCard title={words.title} description={words.description} footer={footer}>
      <Button
        look="primary"
        size="lg"
        className="w-full"
        pending={pending}
        onClick={() => start(async () => setAnswer(await openRecord(token)))}
      >
        {words.open}
      </Button>
    </AuthCard>
  );
}

function Shared({ record, note }: { record: SharedRecord; note: string }) {
  return (
    <AuthCard title={record.label} description={`${record.type} · ${note}`} width="lg">
      <dl className="divide-y divide-line">
        {record.facts.map(({ column, value }) => (
          <div key={column.key} className="grid gap-x-4 gap-y-0.5 py-2 sm:grid-cols-[12rem_1fr]">
            <dt className="text-ink-3 text-sm">{column.label}</dt>
            <dd className="min-w-0">
              <Cell column={column} value={value} full />
            </dd>
          </div>
        ))}
      </dl>
    </AuthCard>
  );
}
