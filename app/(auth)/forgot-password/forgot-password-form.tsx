"use client";

import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { AuthCard } from "@/components/auth/auth-card";
import { Notice } from "@/components/auth/notice";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Link } from "@/components/ui/link";
import { requestReset } from "../actions/account-links";

/** @param demo whether the e-mail can only be read in the product itself. */
export function ForgotPasswordForm({ demo }: { demo: boolean }) {
  const t = useTranslations("governance.auth");
  const [email, setEmail] = useState("");
  const [sent, setSent] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();
  const back = (
    <Link href="/sign-in" className="text-accent underline-offset-2 hover:underline">
      {t("backToSignIn")}
    </Link>
  );
  const where = demo ? (
    <Notice tone="waiting">
      {t.rich("demo.mail", {
        link: (words) => (
          <Link href="/sign-in?next=/ops/notifications/mail" className="underline underline-offset-2">
            {words}
          </Link>
        ),
      })}
    </Notice>
  ) : null;
  if (sent)
    return (
      <AuthCard title={t("forgot.sentTitle")} description={t("forgot.sent", { email })} footer={back}>
        {where}
      </AuthCard>
    );

  function send() {
    setProblem(null);
    start(async () => {
      try {
        const answer = await requestReset(email);
        if (answer.ok) setSent(true);
        else setProblem(answer.message);
      } catch {
        setProblem(t("offline"));
      }
    });
  }

  return (
    <AuthCard title={t("forgot.title")} description={t("forgot.description")} footer={back}>
      <Form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {problem ? <Notice tone="danger">{problem}</Notice> : where}
        <Field label={t("email")}>
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
              maxLength={254}
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              className="h-10"
            />
          )}
        </Field>
        <Button type="submit" look="primary" size="lg" pending={pending} className="w-full">
          {t("forgot.submit")}
        </Button>
      </Form>
    </AuthCard>
  );
}
