import { Compass } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";

export default function NotFound() {
  const t = useTranslations("core.error");
  return (
    <main className="grid min-h-[60dvh] place-items-center">
      <EmptyState
        icon={<Compass aria-hidden />}
        title={<h1>{t("notFoundTitle")}</h1>}
        description={t("notFound")}
        action={
          <Button asChild>
            <Link href="/">{t("home")}</Link>
          </Button>
        }
      />
    </main>
  );
}
