import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { AuthCard } from "@/components/auth/auth-card";
import { WayBack } from "@/components/console/payments/way-back";
import { currentSession } from "@/lib/governance/auth/current-caller";

const outcomes = ["done", "canceled", "saved"];

type Props = { params: Promise<{ outcome: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { outcome } = await params;
  if (!outcomes.includes(outcome)) return {};
  const t = await getTranslations("commerce.payerPages");
  return { title: t(`${outcome}.title`) };
}

/** Where a provider sends a payer back to. Says nothing of the payment: whoever opens this may not know anything. Staff find their way back. */
export default async function PayerPage({ params }: Props) {
  const { outcome } = await params;
  if (!outcomes.includes(outcome)) notFound();
  const [t, { state }] = await Promise.all([getTranslations("commerce.payerPages"), currentSession()]);
  return (
    <AuthCard
      title={t(`${outcome}.title`)}
      description={t(`${outcome}.text`)}
      footer={state === "ready" ? <WayBack label={t("back")} /> : null}
    />
  );
}
