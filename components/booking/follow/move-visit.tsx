"use client";

import { useTranslations } from "next-intl";
import { useActionState, useState } from "react";
import type { BookableDays, DaySlot } from "@/lib/field-service/service-tickets/free-slots";
import { Button } from "../../ui/button";
import { SlotPicker } from "../slot-picker";
import { ActEndNotice } from "./act-end";
import { Disclosure } from "./disclosure";
import { type PlainAct, spoken } from "./plain";
import { useAct } from "./use-act";

export type MoveVisitProps = {
  secret: string;
  version: number;
  days: BookableDays;
  date?: string | undefined;
  /** Folded open at once: a link without script led here. */
  open: boolean;
  plain: PlainAct;
};

/** Chooses another time for a visit. */
export function MoveVisit({ secret, version, days, date, open, plain }: MoveVisitProps) {
  const t = useTranslations("booking.follow");
  const form = useTranslations("booking.form");
  const [slot, setSlot] = useState<DaySlot | null>(null);
  const [missing, setMissing] = useState(false);
  const { act, pending, end } = useAct(`/api/public/booking/${secret}/reschedule`, t("moved"));
  const [problem, action] = useActionState(plain, null);
  const said = spoken(problem, end);
  return (
    <Disclosure id="move" title={t("move")} open={open || problem !== null}>
      <form
        action={action}
        noValidate
        onSubmit={async (event) => {
          event.preventDefault();
          setMissing(slot === null);
          if (slot && (await act({ version, appointment_start: slot.start }))) setSlot(null);
        }}
        className="flex flex-col gap-4"
      >
        <input type="hidden" name="secret" value={secret} />
        <input type="hidden" name="version" value={version} />
        <p className="text-ink-2 text-sm">{t("moveHelp")}</p>
        <SlotPicker
          days={days}
          date={date}
          source={`/api/public/booking/${secret}/slots`}
          page={`/booking/${secret}`}
          value={slot?.start ?? null}
          onChoose={(chosen) => {
            setSlot(chosen);
            setMissing(false);
          }}
          error={missing ? form("chooseTime") : undefined}
        />
        <Button
          type="submit"
          size="lg"
          pending={pending}
          className="h-auto min-h-11 self-start whitespace-normal"
        >
          {t("moveSubmit")}
        </Button>
      </form>
      <ActEndNotice end={said} />
    </Disclosure>
  );
}
