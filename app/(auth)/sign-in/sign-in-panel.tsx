"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { AuthCard } from "@/components/auth/auth-card";
import { Notice } from "@/components/auth/notice";
import { PasswordInput } from "@/components/auth/password-input";
import { takeEmail } from "@/components/auth/remembered-email";
import { sendCredentials } from "@/components/auth/send-credentials";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import type { DemoOperator } from "@/lib/governance/auth/demo-help";
import { DemoOperators } from "./demo-operators";

export type SignInPanelProps = {
  /** Where to go on, an address of ours. */
  next: string;
  /** Why the session before ended. */
  ended?: string;
  /** What was just done. */
  done?: string;
  demo: { operators: DemoOperator[]; password: string } | null;
};

export function SignInPanel({ next, ended, done, demo }: SignInPanelProps) {
  const t = useTranslations("governance");
  const router = useRouter();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const submit = useRef<HTMLButtonElement>(null);

  const passwordField = useRef<HTMLInputElement>(null);
  // Whoever has just set a password is asked for nothing but it.
  useEffect(() => {
    const kept = done ? takeEmail() : null;
    if (kept === null) return;
    setEmail(kept);
    passwordField.current?.focus();
  }, [done]);

  async function signIn(event: FormEvent) {
    event.preventDefault();
    setPending(true);
    setRefusal(null);
    try {
      const answer = await sendCredentials(email, password);
      if (answer.ok) {
        router.replace(next === "/" ? "/second-factor" : `/second-factor?next=${encodeURIComponent(next)}`);
        return;
      }
      setRefusal(wordsOf(answer.reason, answer.seconds));
    } catch {
      setRefusal(t("auth.offline"));
    }
    setPending(false);
  }

  function wordsOf(reason: string, seconds: number): string {
    if (seconds > 0) return t("auth.wait", { minutes: Math.ceil(seconds / 60) });
    const key = `errors.${reason.replace(/^governance\./, "")}`;
    return reason.startsWith("governance.") && t.has(key) ? t(key) : t("auth.offline");
  }

  const endedKey = `auth.signIn.ended.${ended}`;
  const doneKey = `auth.signIn.done.${done}`;
  return (
    <div className={demo ? "grid w-full max-w-4xl items-start gap-4 lg:grid-cols-[24rem_1fr]" : "contents"}>
      <AuthCard
        title={t("auth.signIn.title")}
        className={demo ? "mx-auto lg:mx-0" : undefined}
        footer={
          <Link href="/forgot-password" className="text-accent underline-offset-2 hover:underline">
            {t("auth.signIn.forgot")}
          </Link>
        }
      >
        <Form onSubmit={signIn} className="space-y-4">
          {refusal ? (
            <Notice tone="danger">{refusal}</Notice>
          ) : ended && t.has(endedKey) ? (
            <Notice tone="waiting">{t(endedKey)}</Notice>
          ) : done && t.has(doneKey) ? (
            <Notice tone="done">{t(doneKey)}</Notice>
          ) : null}
          <Field label={t("auth.email")}>
            {(control) => (
              <Input
                {...control}
                type="email"
                name="email"
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                required
                autoFocus
                value={email}
                onChange={(event) => setEmail(event.target.value)}
                className="h-10"
              />
            )}
          </Field>
          <Field label={t("auth.password")}>
            {(control) => (
              <PasswordInput
                {...control}
                ref={passwordField}
                name="password"
                autoComplete="current-password"
                required
                value={password}
                onChange={(event) => setPassword(event.target.value)}
                className="h-10"
              />
            )}
          </Field>
          <Button ref={submit} type="submit" look="primary" size="lg" pending={pending} className="w-full">
            {t("auth.signIn.submit")}
          </Button>
        </Form>
      </AuthCard>
      {demo ? (
        <DemoOperators
          operators={demo.operators}
          password={demo.password}
          chosen={email}
          onChoose={(operator) => {
            setEmail(operator.email);
            setPassword(demo.password);
            submit.current?.focus();
          }}
        />
      ) : null}
    </div>
  );
}
