"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { AuthCard } from "@/components/auth/auth-card";
import { EnrolmentForm } from "@/components/auth/enrolment-form";
import { RecoveryCodes } from "@/components/auth/recovery-codes";
import type { EnrolmentOffer } from "@/lib/governance/auth/new-enrolment";
import { enroll } from "../actions/enroll";
import { StartOver } from "../start-over";

export type EnrollPanelProps = { offer: EnrolmentOffer; email: string; next: string };

/** Takes an authenticator into use, then shows the recovery codes. */
export function EnrollPanel({ offer, email, next }: EnrollPanelProps) {
  const t = useTranslations("governance.auth");
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes)
    return (
      <AuthCard title={t("recoveryCodes.title")} description={t("recoveryCodes.description")} width="md">
        {/* Everything about the session changed: the next page is loaded whole. */}
        <RecoveryCodes codes={codes} email={email} onDone={() => location.assign(next)} />
      </AuthCard>
    );
  return (
    <AuthCard
      title={t("enroll.title")}
      description={t("enroll.description")}
      width="md"
      footer={<StartOver />}
    >
      <EnrolmentForm
        offer={offer}
        onCode={async (code) => {
          const answer = await enroll(offer.enrolment, code);
          if (!answer.ok) return answer.message;
          setCodes(answer.recoveryCodes);
          return null;
        }}
      />
    </AuthCard>
  );
}
