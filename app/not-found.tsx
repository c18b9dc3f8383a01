import { useTranslations } from "next-intl";
import { buttonLook } from "@/components/ui/button";

/** Its parts are part of the script of every page, so there is no script in it. */
export default function NotFound() {
  const t = useTranslations("core.error");
  return (
    <main className="grid min-h-[60dvh] place-items-center p-4 text-center">
      <div>
        <h1 className="font-medium">{t("notFoundTitle")}</h1>
        <p className="max-w-md text-ink-3 text-sm">{t("notFound")}</p>
        <a href="/" className={`mt-3 ${buttonLook({ look: "secondary", size: "md" })}`}>
          {t("home")}
        </a>
      </div>
    </main>
  );
}
