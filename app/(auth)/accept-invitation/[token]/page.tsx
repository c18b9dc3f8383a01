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

export default async function AcceptInvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [operator, t] = await Promise.all([
    openAccountLink(token, "invitation"),
    getTranslations("governance.auth"),
  ]);
  if (!operator)
    return (
      <AuthCard title={t("reset.goneTitle")} description={t("accept.gone")}>
        <Button asChild look="secondary" size="lg" className="w-full">
          <Link href="/sign-in">{t("backToSignIn")}</Link>
        </Button>
      </AuthCard>
    );
  const { passwordMinLength } = await setting("auth");
  const { name, email } = operator;
  return (
    <AuthCard
      title={t("accept.title", { name })}
      description={t("accept.description", { organization: operator.organization.name, email })}
    >
      <SetPasswordForm
        purpose="invitation"
        token={token}
        email={email}
        minimum={passwordMinLength}
        submitLabel={t("accept.submit")}
      />
    </AuthCard>
  );
}
