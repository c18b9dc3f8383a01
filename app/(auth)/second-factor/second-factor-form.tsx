"use client";

import { useTranslations } from "next-intl";
import { useCallback, useState, useTransition } from "react";
import { AuthCard } from "@/components/auth/auth-card";
import { CodeCountdown } from "@/components/auth/code-countdown";
import { CodeInput } from "@/components/auth/code-input";
import { Notice } from "@/components/auth/notice";
import { spaced } from "@/components/auth/spaced-code";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { refreshDemoCode } from "../actions/demo";
import { giveCode } from "../actions/pass-second-factor";
import { StartOver } from "../start-over";

export type SecondFactorFormProps = {
  next: string;
  name: string;
  email: string;
  /** What the authenticator of a demo operator shows; null for everybody else. */
  demoCode: string | null;
};

export function SecondFactorForm({ next, name, email, demoCode }: SecondFactorFormProps) {
  const t = useTranslations("governance.auth");
  const [recovery, setRecovery] = useState(false);
  const [code, setCode] = useState("");
  const [problem, setProblem] = useState<string | null>(null);
  const [pending, start] = useTransition();

  function send(typed: string) {
    if (pending) return;
    setProblem(null);
    start(async () => {
      try {
        const answer = await giveCode(typed, next);
        // Leading elsewhere answers nothing.
        if (answer) {
          setProblem(answer.message);
          setCode("");
        }
      } catch {
        setProblem(t("offline"));
      }
    });
  }

  return (
    <div className="w-full max-w-sm space-y-4">
      <AuthCard
        title={recovery ? t("secondFactor.recoveryTitle") : t("secondFactor.title")}
        description={
          recovery ? t("secondFactor.recoveryDescription") : t("secondFactor.description", { email })
        }
        footer={
          <>
            <button
              type="button"
              className="cursor-pointer text-accent underline-offset-2 hover:underline"
              onClick={() => {
                setRecovery(!recovery);
                setCode("");
                setProblem(null);
              }}
            >
              {recovery ? t("secondFactor.useApp") : t("secondFactor.useRecovery")}
            </button>
            {recovery ? <p className="text-ink-3 text-xs">{t("secondFactor.lost")}</p> : null}
            <StartOver />
          </>
        }
      >
        <Form
          className="space-y-4"
          onSubmit={(event) => {
            event.preventDefault();
            send(code);
          }}
        >
          {problem ? <Notice tone="danger">{problem}</Notice> : null}
          <Field label={recovery ? t("secondFactor.recoveryCode") : t("secondFactor.code")}>
            {(control) =>
              recovery ? (
                <Input
                  {...control}
                  key="recovery"
                  mono
                  required
                  autoFocus
                  autoComplete="off"
                  autoCapitalize="none"
                  spellCheck={false}
                  maxLength={20}
                  value={code}
                  onChange={(event) => setCode(event.target.value)}
                  className="h-12 text-center text-lg!"
                />
              ) : (
                <CodeInput
                  {...control}
                  key="app"
                  required
                  autoFocus
                  value={code}
                  onValueChange={setCode}
                  onComplete={send}
                />
              )
            }
          </Field>
          <Button type="submit" look="primary" size="lg" pending={pending} className="w-full">
            {t("secondFactor.submit")}
          </Button>
        </Form>
      </AuthCard>
      {demoCode && !recovery ? <DemoCode first={demoCode} name={name} onTake={setCode} /> : null}
    </div>
  );
}

function DemoCode({ first, name, onTake }: { first: string; name: string; onTake: (code: string) => void }) {
  const t = useTranslations("governance.auth.demo");
  const [code, setCode] = useState(first);
  // Where no answer comes, the next code asks again.
  const refresh = useCallback(
    () =>
      void refreshDemoCode().then(
        (next) => next && setCode(next),
        () => {},
      ),
    [],
  );
  return (
    <section className="rounded-md border border-line border-dashed px-4 py-3 text-sm">
      <div className="flex items-center gap-3">
        <h2 className="font-medium">{t("code")}</h2>
        <span className="figures font-mono text-lg">{spaced(code)}</span>
        <Button size="sm" className="ml-auto" onClick={() => onTake(code)}>
          {t("take")}
        </Button>
      </div>
      <p className="mt-1 text-ink-3 text-xs">
        {t("codeHelp", { name })} (<CodeCountdown onNext={refresh} />)
      </p>
    </section>
  );
}
