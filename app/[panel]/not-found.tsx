"use client";

import { Compass } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import type { OrganizationChoice } from "@/lib/governance/sessions/choices";
import { chooseAndGo } from "../(auth)/actions/choose-organization";

/**
 * Not there, or not to be seen: nobody learns which. Where the reader's own roles reach the record in another organization, it
 * offers to work there: a link from an e-mail leads on. The console stays around it.
 */
export default function NotFound() {
  const t = useTranslations("core.error");
  const path = usePathname();
  const there = useElsewhere(path);
  const [pending, start] = useTransition();
  return (
    <div className="rounded-md border border-line bg-surface">
      <EmptyState
        icon={<Compass aria-hidden />}
        title={<h1>{t("notFoundTitle")}</h1>}
        description={there ? t("elsewhere", { organization: there.name }) : t("notFound")}
        action={
          there ? (
            <Button look="primary" pending={pending} onClick={() => start(() => chooseAndGo(there.id, path))}>
              {t("goThere", { organization: there.name })}
            </Button>
          ) : (
            <Button asChild>
              <Link href="/">{t("home")}</Link>
            </Button>
          )
        }
      />
    </div>
  );
}

/** Asked only once this stands on the screen: Next draws it along with every page. */
function useElsewhere(path: string): OrganizationChoice | null {
  const [there, setThere] = useState<OrganizationChoice | null>(null);
  useEffect(() => {
    const control = new AbortController();
    const below = path.split("/").slice(2).join("/");
    fetch(`/api/organizations/elsewhere?path=${encodeURIComponent(below)}`, { signal: control.signal })
      .then((response) => (response.ok ? response.json() : { data: null }))
      // Without an answer the page says what it says anyway.
      .then(
        (answer: { data: OrganizationChoice | null }) => setThere(answer.data),
        () => {},
      );
    return () => control.abort();
  }, [path]);
  return there;
}
