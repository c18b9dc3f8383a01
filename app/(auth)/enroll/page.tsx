import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentSession, doorOf } from "@/lib/governance/auth/current-caller";
import { offerEnrolment } from "@/lib/governance/auth/new-enrolment";
import { nextPath } from "@/lib/governance/auth/next-path";
import { EnrollPanel } from "./enroll-panel";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("governance.auth.enroll");
  return { title: t("title") };
}

export default async function EnrollPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const next = nextPath((await searchParams).next);
  const reading = await currentSession();
  if (reading.state === "ready") redirect(next);
  if (reading.state !== "enrolment") redirect(doorOf(reading, next === "/" ? "" : next));
  const t = await getTranslations("core.app");
  return (
    <EnrollPanel
      offer={offerEnrolment(reading.operator, t("name"))}
      email={reading.operator.email}
      next={next}
    />
  );
}
