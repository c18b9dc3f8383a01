"use client";

import { useLocale, useTranslations } from "next-intl";
import { type FormEvent, useActionState, useEffect, useRef, useState } from "react";
import type { BookableDays, DaySlot } from "@/lib/field-service/service-tickets/free-slots";
import { Button } from "../ui/button";
import { Card } from "../ui/card";
import { Field } from "../ui/field";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { Textarea } from "../ui/textarea";
import { ask, imagesOf } from "./ask";
import { Booked } from "./booked";
import { dateAndTime, visitWords } from "./day-words";
import { type Booked as BookedVisit, keepBooked, keepDraft, readDraft, wishKey } from "./draft";
import { LastBooked } from "./last-booked";
import { PhotoAdd, PhotoList } from "./photo-list";
import { SlotPicker } from "./slot-picker";
import { emptyForm, type FormState, faultsIn, typedFields } from "./typed";
import { useOnline } from "./use-online";
import { usePhotos } from "./use-photos";

export type BookingFormProps = {
  days: BookableDays;
  date?: string | undefined;
  maxPhotoBytes: number;
  mostPhotos: number;
  /** Where there is no script: the same form sent twice books once. */
  formKey: string;
  /** Takes the form where there is no script. */
  action: (state: FormState, form: FormData) => Promise<FormState>;
};

/** The form a stranger books with. What is typed stays, whatever the network does. */
export function BookingForm({ days, date, maxPhotoBytes, mostPhotos, formKey, action }: BookingFormProps) {
  const t = useTranslations("booking.form");
  const locale = useLocale();
  const form = useRef<HTMLFormElement>(null);
  const [plain, plainAction] = useActionState(action, emptyForm);
  const [{ faults, problem }, setState] = useState(emptyForm);
  const [slot, setSlot] = useState<DaySlot | null>(null);
  const [sending, setSending] = useState(false);
  const [booked, setBooked] = useState<BookedVisit | null>(null);
  const photos = usePhotos();
  const online = useOnline();
  const busy = useRef(false);

  useEffect(() => {
    const element = form.current;
    if (!element) return;
    // The browser's own bubbles are for where there is no script.
    element.noValidate = true;
    const draft = readDraft() ?? {};
    for (const name of typedFields) {
      const field = element.elements.namedItem(name) as HTMLInputElement | null;
      if (field && field.value === "" && draft[name]) field.value = draft[name];
    }
  }, []);

  const read = (): Record<string, string> =>
    Object.fromEntries(
      [...new FormData(form.current ?? undefined)].map(([name, value]) => [name, String(value).trim()]),
    );

  function fail(state: Partial<FormState>) {
    setState({ ...emptyForm, ...state });
    const first = (["slot", ...typedFields] as const).find((name) => state.faults?.[name]);
    requestAnimationFrame(() => {
      const field = form.current?.querySelector<HTMLElement>(first ? `[name=${first}]` : "[data-problem]");
      (field ?? form.current?.querySelector<HTMLElement>("#when a, #when p"))?.focus();
    });
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    // State comes a moment too late for the second of two quick presses.
    if (busy.current) return;
    const typed = read();
    const missing = Object.fromEntries(
      typedFields.filter((name) => !typed[name]).map((name) => [name, t("required")]),
    );
    if (!slot) missing.slot = t("chooseTime");
    if (!slot || Object.keys(missing).length > 0) return fail({ faults: missing });
    busy.current = true;
    setSending(true);
    setState(emptyForm);
    const words = {
      customer_name: typed.customer_name ?? "",
      customer_phone: typed.customer_phone ?? "",
      address: typed.address ?? "",
      issue_desc: typed.issue_desc ?? "",
      ...dateAndTime(slot.start, days.timeZone),
    };
    const answer = await ask<{ number: string; followUrl: string | null }>(
      "/api/public/booking",
      { ...words, locale, ...(typed.website ? { website: typed.website } : {}) },
      wishKey({ ...words, locale }),
    );
    busy.current = false;
    setSending(false);
    if (answer.kind === "lost") return fail({ problem: t("lost") });
    if (answer.kind === "refused") {
      const faulty = faultsIn(answer.fields);
      const known = Object.keys(faulty).length > 0;
      return fail({ faults: faulty, problem: known ? null : answer.message });
    }
    const visit = { ...answer.data, start: slot.start, end: slot.end };
    keepDraft(null);
    keepBooked(visit);
    setBooked(visit);
    if (visit.followUrl) void photos.send(imagesOf(visit.followUrl));
  }

  if (booked) return <Booked visit={booked} timeZone={days.timeZone} photos={photos} />;

  const wrong = { ...plain.faults, ...faults };
  const count = Object.keys(wrong).length;
  const says = problem ?? plain.problem ?? (count > 0 ? t("faults", { count }) : null);
  return (
    <form
      ref={form}
      action={plainAction}
      onSubmit={submit}
      onInput={() => keepDraft(read())}
      className="flex flex-col gap-4"
    >
      <input type="hidden" name="key" value={formKey} />
      <LastBooked />
      <Card title={t("when")}>
        <SlotPicker
          days={days}
          date={date}
          source="/api/public/booking/slots"
          page="/booking"
          value={slot?.start ?? null}
          onChoose={setSlot}
          error={wrong.slot}
        />
      </Card>
      <Card title={t("who")}>
        <div className="flex flex-col gap-4">
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("name")} required error={wrong.customer_name}>
              {(control) => (
                <Input
                  {...control}
                  name="customer_name"
                  className="h-11"
                  autoComplete="name"
                  maxLength={100}
                  required
                  defaultValue={plain.typed.customer_name}
                />
              )}
            </Field>
            <Field label={t("phone")} required help={t("phoneHelp")} error={wrong.customer_phone}>
              {(control) => (
                <Input
                  {...control}
                  name="customer_phone"
                  className="h-11"
                  type="tel"
                  autoComplete="tel"
                  maxLength={40}
                  required
                  defaultValue={plain.typed.customer_phone}
                />
              )}
            </Field>
          </div>
          <Field label={t("where")} required help={t("addressHelp")} error={wrong.address}>
            {(control) => (
              <Textarea
                {...control}
                name="address"
                autoComplete="street-address"
                rows={2}
                maxLength={300}
                required
                defaultValue={plain.typed.address}
              />
            )}
          </Field>
        </div>
      </Card>
      <Card
        title={
          <>
            {t("what")}
            <span aria-hidden className="text-danger">
              {" *"}
            </span>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Field label={t("what")} labelHidden required help={t("issueHelp")} error={wrong.issue_desc}>
            {(control) => (
              <Textarea
                {...control}
                name="issue_desc"
                rows={4}
                maxLength={2000}
                required
                defaultValue={plain.typed.issue_desc}
              />
            )}
          </Field>
          <div className="flex flex-col gap-2">
            <p className="font-medium text-sm">{t("photos")}</p>
            <p className="text-ink-3 text-xs">{t("photosHelp", { count: mostPhotos })}</p>
            <noscript>
              <p className="text-ink-3 text-xs">{t("noScript")}</p>
            </noscript>
            <PhotoList photos={photos.list} onRemove={photos.remove} onRetry={() => undefined} />
            <PhotoAdd
              left={mostPhotos - photos.list.length}
              most={mostPhotos}
              maxBytes={maxPhotoBytes}
              again={photos.list.length > 0}
              onAdd={photos.add}
            />
          </div>
        </div>
      </Card>
      <div aria-hidden className="absolute size-px overflow-hidden opacity-0">
        <label>
          {t("trap")}
          <input name="website" tabIndex={-1} autoComplete="off" />
        </label>
      </div>
      <div className="flex flex-col gap-3">
        {says ? (
          <div data-problem tabIndex={-1}>
            <Notice tone="danger" live>
              {says}
            </Notice>
          </div>
        ) : null}
        {online ? null : <Notice tone="waiting">{t("offline")}</Notice>}
        {slot ? (
          <p className="text-ink-2 text-sm" aria-live="polite">
            {t("chosen", { when: visitWords(slot.start, slot.end, locale, days.timeZone) })}
          </p>
        ) : null}
        <Button
          type="submit"
          look="primary"
          size="lg"
          pending={sending}
          className="h-auto min-h-12 w-full whitespace-normal sm:w-auto sm:self-start"
        >
          {t("submit")}
        </Button>
        <p className="text-ink-3 text-xs">{t("privacy")}</p>
      </div>
    </form>
  );
}
