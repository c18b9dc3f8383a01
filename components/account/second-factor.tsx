"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { EnrolmentOffer } from "@/lib/governance/auth/new-enrolment";
import { EnrolmentForm } from "../auth/enrolment-form";
import { RecoveryCodes } from "../auth/recovery-codes";
import { useCommandRun } from "../form/use-command-run";
import { Button } from "../ui/button";
import { Dialog, DialogContent } from "../ui/dialog";
import { toast } from "../ui/toast";
import { beginEnrolment, codesOf } from "./actions";

/** Moves the second factor to another phone, or makes new recovery codes; both show the codes in the end. */
export function SecondFactor({ email }: { email: string }) {
  const t = useTranslations("governance");
  const router = useRouter();
  const { run, stepUp } = useCommandRun({ codeOnly: true });
  const [offer, setOffer] = useState<EnrolmentOffer | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const [pending, setPending] = useState<"move" | "renew" | null>(null);

  /** Answers what went wrong, or null; an empty text when the reader changed their mind. */
  async function take(command: string, input: { enrolment: string; code?: string }): Promise<string | null> {
    const outcome = await run(command, input, crypto.randomUUID());
    if (outcome.kind === "error") return outcome.error.message;
    if (outcome.kind !== "done") return outcome.kind === "canceled" ? "" : t("auth.offline");
    setCodes(await codesOf(input.enrolment));
    setOffer(null);
    return null;
  }

  async function move() {
    setPending("move");
    await beginEnrolment().then(setOffer, () => toast.error(t("auth.offline")));
    setPending(null);
  }

  async function renew() {
    setPending("renew");
    try {
      const { enrolment } = await beginEnrolment();
      const problem = await take("operators.renew-recovery-codes", { enrolment });
      if (problem) toast.error(problem);
    } catch {
      toast.error(t("auth.offline"));
    }
    setPending(null);
  }

  function done() {
    setCodes(null);
    router.refresh();
  }

  return (
    <>
      <Button pending={pending === "renew"} onClick={renew}>
        {t("account.renewCodes")}
      </Button>
      <Button pending={pending === "move"} onClick={move}>
        {t("account.move")}
      </Button>
      <Dialog open={offer !== null} onOpenChange={(open) => !open && setOffer(null)}>
        {offer ? (
          <DialogContent title={t("auth.enroll.replaceTitle")} description={t("account.moveHelp")}>
            <EnrolmentForm
              offer={offer}
              onCode={(code) => take("operators.replace-totp", { enrolment: offer.enrolment, code })}
            />
          </DialogContent>
        ) : null}
      </Dialog>
      {/* The codes are shown once: no click beside them closes this. */}
      <Dialog open={codes !== null} onOpenChange={(open) => !open && done()}>
        {codes ? (
          <DialogContent
            title={t("auth.recoveryCodes.title")}
            description={t("auth.recoveryCodes.description")}
            onInteractOutside={(event) => event.preventDefault()}
            onEscapeKeyDown={(event) => event.preventDefault()}
          >
            <RecoveryCodes codes={codes} email={email} onDone={done} />
          </DialogContent>
        ) : null}
      </Dialog>
      {stepUp}
    </>
  );
}
