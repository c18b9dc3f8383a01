import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentSession, doorOf } from "@/lib/governance/auth/current-caller";
import { demoCode } from "@/lib/governance/auth/demo-help";
import { nextPath } from "@/lib/governance/auth/next-path";
import { SecondFactorForm } from "./second-factor-form";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("governance.auth.secondFactor");
  return { title: t("title") };
}

export default async function SecondFactorPage({
  searchParams,
}: {
  searchParams: Promise<{ next?: string }>;
}) {
  const next = nextPath((await searchParams).next);
  const reading = await currentSession();
  if (reading.state === "ready") redirect(next);
  if (reading.state !== "second_factor") redirect(doorOf(reading, next === "/" ? "" : next));
  const { operator } = reading;
  return (
    <SecondFactorForm
      next={next}
      name={operator.name}
      email={operator.email}
      demoCode={await demoCode(operator.id, await headers())}
    />
  );
}
