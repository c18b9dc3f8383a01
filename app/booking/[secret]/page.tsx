import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { z } from "zod";
import { BookAgain } from "@/components/booking/follow/book-again";
import { CancelVisit } from "@/components/booking/follow/cancel-visit";
import { MoveVisit } from "@/components/booking/follow/move-visit";
import { Appointment, Standing, VisitHistory } from "@/components/booking/follow/standing";
import { VisitPhotos } from "@/components/booking/follow/visit-photos";
import { Watch } from "@/components/booking/follow/watch";
import { shownDays } from "@/components/booking/shown-days";
import { Notice } from "@/components/ui/notice";
import { AppError } from "@/lib/core/errors";
import { formatTime } from "@/lib/core/i18n/format";
import { mostOfCustomer } from "@/lib/field-service/service-tickets/add-image";
import { followedUntil, openFollowed, slotsFollowed } from "@/lib/field-service/service-tickets/follow";
import { currentFacts } from "@/lib/governance/auth/current-caller";
import { setting } from "@/lib/settings/settings/read";
import { cancelFromForm, moveFromForm } from "./actions";
import "@/lib/registry";

type Props = {
  params: Promise<{ secret: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("booking.follow");
  return { title: t("title"), robots: { index: false, follow: false, nocache: true } };
}

/** What somebody who booked sees of their visit, and can do about it. */
export default async function FollowPage({ params, searchParams }: Props) {
  const [{ secret }, asked, t, locale] = await Promise.all([
    params,
    searchParams,
    getTranslations("booking.follow"),
    getLocale(),
  ]);
  const ticket = await openFollowed(secret, await currentFacts()).catch(problemOf);
  if (ticket === "busy") return <Notice title={t("busyTitle")}>{t("busy")}</Notice>;
  const { state, version } = ticket;
  const until = followedUntil(ticket);
  const from = dayOf(asked.from);
  const movable = state === "booked" || state === "confirmed" || state === "assigned";
  const [days, { maxUploadMegabytes }] = await Promise.all([
    movable ? slotsFollowed(secret, { count: shownDays, ...(from ? { from } : {}) }) : null,
    setting("fieldService"),
  ]);
  return (
    <div className="flex flex-col gap-4">
      <header>
        <h1 className="text-balance font-semibold text-2xl">{t("title")}</h1>
        <p className="mt-1 text-ink-2">
          <span className="figures font-mono">{ticket.number}</span> · {ticket.organization.name}
        </p>
      </header>
      <Watch secret={secret} version={version} images={ticket.images.length} />
      <Standing ticket={ticket} />
      {until ? (
        <div className="flex flex-col gap-3">
          <p className="text-ink-3 text-sm">
            {t("ended", {
              day: formatTime(until, { locale, timeZone: ticket.organization.timeZone, style: "date" }),
            })}
          </p>
          <BookAgain />
        </div>
      ) : null}
      <Appointment ticket={ticket} />
      {days ? (
        <MoveVisit
          secret={secret}
          version={version}
          days={days}
          date={dayOf(asked.date)}
          open={from !== undefined}
          plain={moveFromForm}
        />
      ) : null}
      {until ? null : <CancelVisit secret={secret} version={version} plain={cancelFromForm} />}
      {until && ticket.images.length === 0 ? null : (
        <VisitPhotos
          secret={secret}
          images={ticket.images.map((image) => image.id)}
          left={ticket.photosLeft}
          most={mostOfCustomer}
          maxBytes={maxUploadMegabytes * 1024 * 1024}
        />
      )}
      <VisitHistory events={ticket.events} />
      {until ? null : <p className="text-ink-3 text-sm">{t("keepLink")}</p>}
    </div>
  );
}

const dayOf = (value: unknown): string | undefined => z.iso.date().safeParse(value).data;

function problemOf(error: unknown): "busy" {
  if (error instanceof AppError && error.code === "rate_limited") return "busy";
  if (error instanceof AppError && error.code === "not_found") notFound();
  throw error;
}
