import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { newKey } from "@/components/booking/ask";
import { BookingForm } from "@/components/booking/booking-form";
import { shownDays } from "@/components/booking/shown-days";
import { AppError } from "@/lib/core/errors";
import { bookingOffer } from "@/lib/field-service/http/public-booking";
import { mostOfCustomer } from "@/lib/field-service/service-tickets/add-image";
import { bookFromForm } from "./actions";
import "@/lib/registry";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("booking.form");
  return { title: t("title") };
}

/** Where anybody books a visit. */
export default async function BookingPage({ searchParams }: Props) {
  const [t, asked] = await Promise.all([getTranslations("booking.form"), searchParams]);
  const from = dayOf(asked.from);
  const offer = await bookingOffer({ count: shownDays, ...(from ? { from } : {}) }).catch(goneWithModule);
  return (
    <>
      <h1 className="text-balance font-semibold text-2xl">{t("title")}</h1>
      <p className="mt-1 mb-5 text-ink-2">{t("by", { organization: offer.organization })}</p>
      <BookingForm
        days={offer.days}
        date={dayOf(asked.date)}
        maxPhotoBytes={offer.photoMegabytes * 1024 * 1024}
        mostPhotos={mostOfCustomer}
        formKey={newKey()}
        action={bookFromForm}
      />
    </>
  );
}

const dayOf = (value: unknown): string | undefined => z.iso.date().safeParse(value).data;

function goneWithModule(error: unknown): never {
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
