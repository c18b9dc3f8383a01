import { useTranslations } from "next-intl";

/** Nothing can be booked here: the module is off. */
export default function BookingNotFound() {
  const t = useTranslations("booking.form");
  return (
    <section className="mx-auto max-w-md py-16 text-center">
      <h1 className="text-balance font-semibold text-xl">{t("unavailable")}</h1>
      <p className="mt-1 text-ink-2">{t("unavailableHelp")}</p>
    </section>
  );
}
