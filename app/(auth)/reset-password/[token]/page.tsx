import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "@/components/auth/auth-card";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { openAccountLink } from "@/lib/governance/auth/account-links";
import { setting } from "@/lib/settings/settings/read";
import { SetPasswordForm } from "../../set-password-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("governance.auth.reset");
  return { title: t("title") };
}

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [operator, t] = await Promise.all([
    openAccountLink(token, "password_reset"),
    getTranslations("governance.auth.reset"),
  ]);
  if (!operator)
    return (
      <AuthCard title={t("goneTitle")} description={t("gone")}>
        <Button asChild look="primary" size="lg" className="w-full">
          <Link href="/forgot-password">{t("again")}</Link>
        </Button>
      </AuthCard>
    );
  const { passwordMinLength } = await setting("auth");
  return (
    <AuthCard title={t("title")} description={t("description", { email: operator.email })}>
      <SetPasswordForm
        purpose="password_reset"
        token={token}
        email={operator.email}
        minimum={passwordMinLength}
        submitLabel={t("submit")}
      />
    </AuthCard>
  );
}
