import { useTranslations } from "next-intl";

/** The link opens nothing, or not any more. */
export default function RatingNotFound() {
  const t = useTranslations("rating.page");
  return (
    <section className="mx-auto max-w-md py-16 text-center">
      <h1 className="text-balance font-semibold text-xl">{t("unknown")}</h1>
      <p className="mt-1 text-ink-2">{t("unknownHelp")}</p>
    </section>
  );
}
