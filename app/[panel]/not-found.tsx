import { Compass } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";

/** Not there, or not to be seen: nobody learns which. The console stays around it. */
export default function NotFound() {
  const t = useTranslations("core.error");
  return (
    <div className="rounded-md border border-line bg-surface">
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
    </div>
  );
}
