import type { Metadata } from "next";
import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { mailStaysHere } from "@/lib/governance/auth/demo-help";
import { ForgotPasswordForm } from "./forgot-password-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("governance.auth.forgot");
  return { title: t("title") };
}

export default async function ForgotPasswordPage() {
  return <ForgotPasswordForm demo={mailStaysHere(await headers())} />;
}
