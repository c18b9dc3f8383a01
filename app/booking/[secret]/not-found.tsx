import { useTranslations } from "next-intl";

/** The link opens nothing, or not any more. */
export default function FollowNotFound() {
  const t = useTranslations("booking.follow");
  return (
    <section className="mx-auto max-w-md py-16 text-center">
      <h1 className="text-balance font-semibold text-xl">{t("unknownTitle")}</h1>
      <p className="mt-1 text-ink-2">{t("unknown")}</p>
      <a href="/booking" className="mt-4 inline-block text-accent underline underline-offset-2">
        {t("again")}
      </a>
    </section>
  );
}
