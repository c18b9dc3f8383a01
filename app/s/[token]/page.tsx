import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "@/components/auth/auth-card";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { AppError } from "@/lib/core/errors";
import { currentFacts } from "@/lib/governance/auth/current-caller";
import { lookAtLink } from "@/lib/governance/secure-links/visit";
import { RecordOpener } from "./record-opener";
import "@/lib/registry";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("governance.visit");
  return { title: t("title") };
}

/** What a secure link leads to is shown after a press of the button only: programs that follow links must not use it up. */
export default async function SecureLinkPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const t = await getTranslations("governance.visit");
  const face = await lookAtLink(token, await currentFacts()).catch(problemOf);
  if (face.state === "busy") return <AuthCard title={t("busy")} description={t("busyHelp")} />;
  if (face.state !== "ready") return <AuthCard title={t(face.state)} description={t("help")} />;
  const expires = (
    <p className="text-ink-3 text-sm">
      {t("expires")} <Time value={face.expiresAt} style="exact" />
    </p>
  );
  if (face.kind === "file")
    return (
      <AuthCard title={t("title")} description={t("file")} footer={expires}>
        <form method="post" action={`/s/${token}/file`}>
          <Button type="submit" look="primary" size="lg" className="w-full">
            {t("openFile")}
          </Button>
        </form>
      </AuthCard>
    );
  return (
    <RecordOpener
      token={token}
      words={{ title: t("title"), description: t("record"), open: t("openRecord"), opened: t("opened") }}
      footer={expires}
    />
  );
}

function problemOf(error: unknown): { state: "busy" | "unknown" } {
  if (error instanceof AppError && error.code === "rate_limited") return { state: "busy" };
  if (error instanceof AppError && error.code === "not_found") return { state: "unknown" };
  throw error;
}
