import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { currentSession } from "@/lib/governance/auth/current-caller";
import { demoOperators, demoPassword } from "@/lib/governance/auth/demo-help";
import { nextPath } from "@/lib/governance/auth/next-path";
import { SignInPanel } from "./sign-in-panel";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("governance.auth.signIn");
  return { title: t("title") };
}

type Query = { next?: string; ended?: string; done?: string };

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { next, ended, done } = await searchParams;
  if ((await currentSession()).state === "ready") redirect(nextPath(next));
  const operators = await demoOperators(await headers());
  return (
    <SignInPanel
      next={nextPath(next)}
      ended={ended}
      done={done}
      demo={operators.length > 0 ? { operators, password: demoPassword } : null}
    />
  );
}
