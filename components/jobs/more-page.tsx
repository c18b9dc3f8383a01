"use client";

import { Download, LogOut } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { remember } from "@/components/shell/remember";
import { useTheme } from "@/components/shell/theme-choice";
import { Button } from "@/components/ui/button";
import { LOCALE_COOKIE, LOCALES, type Locale } from "@/lib/core/i18n/locale";
import { THEMES } from "@/lib/core/i18n/theme";
import { BottomSheet } from "./bottom-sheet";
import { Heading } from "./heading";
import { useInstall } from "./install";
import { keepShellAnew } from "./keep-shell";
import { useEngine, useJobs } from "./use-jobs";

/** Language, appearance, what is kept on the device, and the way out. */
export function MorePage() {
  const t = useTranslations("field-service.work.more");
  const { snapshot } = useJobs();
  return (
    <>
      <Heading>{t("title")}</Heading>
      {snapshot ? (
        <p className="text-ink-2 [overflow-wrap:anywhere]">
          {t("signedInAs", { name: snapshot.operatorName })}
        </p>
      ) : null}
      <LanguageChoice />
      <ThemeChoice />
      <Install />
      <section className="space-y-1">
        <h2 className="font-semibold text-lg">{t("device")}</h2>
        <p className="text-ink-2">{t("deviceHelp")}</p>
      </section>
      <SignOut />
    </>
  );
}

/** A language calls itself by its own name. */
const endonyms: Record<Locale, string> = { en: "English", zh: "简体中文" };

function LanguageChoice() {
  const t = useTranslations("field-service.work.more");
  const locale = useLocale();

  async function choose(chosen: Locale): Promise<void> {
    remember(LOCALE_COOKIE, chosen);
    await keepShellAnew();
    location.reload();
  }

  return (
    <Choices legend={t("language")}>
      {LOCALES.map((value) => (
        <Choice key={value} name="language" checked={locale === value} onChoose={() => void choose(value)}>
          <span lang={value}>{endonyms[value]}</span>
        </Choice>
      ))}
    </Choices>
  );
}

function ThemeChoice() {
  const t = useTranslations("field-service.work.more");
  const [theme, setTheme] = useTheme();
  return (
    <Choices legend={t("theme")}>
      {THEMES.map((value) => (
        <Choice key={value} name="theme" checked={theme === value} onChoose={() => setTheme(value)}>
          {t(`themes.${value}`)}
        </Choice>
      ))}
    </Choices>
  );
}

function Choices({ legend, children }: { legend: string; children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-2 font-semibold text-lg">{legend}</legend>
      <div className="divide-y divide-line rounded-md border border-line bg-surface">{children}</div>
    </fieldset>
  );
}

function Choice({
  name,
  checked,
  onChoose,
  children,
}: {
  name: string;
  checked: boolean;
  onChoose: () => void;
  children: ReactNode;
}) {
  return (
    <label className="flex min-h-12 cursor-pointer items-center gap-3 px-4 py-2 text-lg hover:bg-hover">
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onChoose}
        className="size-5 accent-accent"
      />
      {children}
    </label>
  );
}

function Install() {
  const t = useTranslations("field-service.work.more");
  const install = useInstall();
  const [apple, setApple] = useState(false);
  useEffect(() => {
    const alone = matchMedia("(display-mode: standalone)").matches;
    setApple(!alone && /iPhone|iPad|iPod/.test(navigator.userAgent));
  }, []);
  if (!install && !apple) return null;
  return (
    <section className="space-y-2">
      <h2 className="font-semibold text-lg">{t("install")}</h2>
      <p className="text-ink-2">{t(install ? "installHelp" : "installApple")}</p>
      {install ? (
        <Button size="touch" className="w-full" onClick={install}>
          <Download aria-hidden />
          {t("install")}
        </Button>
      ) : null}
    </section>
  );
}

function SignOut() {
  const t = useTranslations("field-service.work.more");
  const engine = useEngine();
  const { queue, online, operatorId } = useJobs();
  const [asking, setAsking] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  if (operatorId === null) return null;

  async function leave(): Promise<void> {
    await engine.forget();
    form.current?.submit();
  }

  function ask(event: FormEvent): void {
    event.preventDefault();
    if (!online) return;
    if (queue.length > 0) setAsking(true);
    else void leave();
  }

  return (
    <form ref={form} action="/jobs/sign-out" method="post" onSubmit={ask} className="space-y-2">
      <Button type="submit" size="touch" className="w-full" aria-disabled={!online || undefined}>
        <LogOut aria-hidden />
        {t("signOut")}
      </Button>
      {online ? null : <p className="text-ink-2">{t("signOutOffline")}</p>}
      <BottomSheet
        open={asking}
        onClose={() => setAsking(false)}
        title={t("signOutTitle")}
        footer={
          <>
            <Button look="danger" size="touch" onClick={() => void leave()}>
              {t("signOut")}
            </Button>
            <Button size="touch" onClick={() => setAsking(false)}>
              <Cancel />
            </Button>
          </>
        }
      >
        <p className="text-ink-2">{t("signOutWaiting", { count: queue.length })}</p>
      </BottomSheet>
    </form>
  );
}

function Cancel() {
  return useTranslations("field-service.work")("cancel");
}
