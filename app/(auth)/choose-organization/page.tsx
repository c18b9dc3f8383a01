import { UserX } from "lucide-react";
import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "@/components/auth/auth-card";
import { EmptyState } from "@/components/ui/empty-state";
import { currentSession, doorOf } from "@/lib/governance/auth/current-caller";
import { nextPath } from "@/lib/governance/auth/next-path";
import { organizationChoices } from "@/lib/governance/sessions/choices";
import { StartOver } from "../start-over";
import { OrganizationChooser } from "./organization-chooser";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("governance.auth.choose");
  return { title: t("title") };
}

export default async function ChooseOrganizationPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string }>;
}) {
  const next = nextPath((await searchParams).next);
  const reading = await currentSession();
  if (reading.state !== "ready" && reading.state !== "no_organization")
    redirect(doorOf(reading, next === "/" ? "" : next));
  const [t, choices] = await Promise.all([
    getTranslations("governance.auth.choose"),
    organizationChoices(reading.caller.grants, ""),
  ]);
  if (choices.length === 0)
    return (
      <AuthCard title={t("title")} footer={<StartOver />}>
        <EmptyState icon={<UserX aria-hidden />} title={t("noRole")} description={t("noRoleHelp")} />
      </AuthCard>
    );
  return (
    <AuthCard
      title={t("title")}
      description={t("description")}
      width="lg"
      className="self-start sm:mt-[12vh]"
      footer={<StartOver />}
    >
      <OrganizationChooser first={choices} next={next} />
    </AuthCard>
  );
}
