"use client";

import { Eye, EyeOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Input, type InputProps } from "../ui/input";

/** A password one may look at while typing it. */
export function PasswordInput({ className, ...rest }: InputProps) {
  const t = useTranslations("governance.auth.newPassword");
  const [shown, setShown] = useState(false);
  const Shape = shown ? EyeOff : Eye;
  return (
    <span className="relative block">
      <Input
        {...rest}
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        spellCheck={false}
        className={`pr-10 ${className ?? ""}`}
      />
      <button
        type="button"
        aria-pressed={shown}
        aria-label={shown ? t("hide") : t("show")}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 grid w-10 cursor-pointer place-items-center rounded-md text-ink-3 hover:text-ink"
      >
        <Shape aria-hidden className="size-4" />
      </button>
    </span>
  );
}
