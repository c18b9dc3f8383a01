import { getLocale, getTranslations } from "next-intl/server";
import { EmptyState } from "@/components/ui/empty-state";
import { Input } from "@/components/ui/input";
import { modulesOff } from "@/lib/core/directory";
import { chooseLocale } from "@/lib/core/i18n/locale";
import { translator } from "@/lib/core/i18n/translate";
import { openApi } from "@/lib/core/openapi/document";
import { readGroups } from "@/lib/core/openapi/reading";
import "@/lib/registry";
import { version } from "@/package.json";
import { OperationEntry, OperationLine } from "./operation-entry";

type Search = { searchParams: Promise<{ q?: string | string[]; operation?: string | string[] }> };

/** Up to so many operations are shown with everything about them; more would be a page too long to load. */
const mostInFull = 20;

/** The API as a page to read and search; it works without any script. */
export default async function ApiDocsPage({ searchParams }: Search) {
  const [{ q, operation: chosen }, locale, t] = await Promise.all([
    searchParams,
    getLocale(),
    getTranslations("core.docs"),
  ]);
  const words = (typeof q === "string" ? q : "").slice(0, 200);
  const document = openApi(await translator(chooseLocale(locale, null)), version, await modulesOff());
  const groups = readGroups(document, words, typeof chosen === "string" ? chosen : null);
  const count = groups.reduce((sum, group) => sum + group.operations.length, 0);
  return (
    <div className="mx-auto flex max-w-6xl gap-8 px-4 py-6">
      <nav
        aria-label={t("page.contents")}
        className="sticky top-20 hidden max-h-[calc(100dvh-7rem)] w-52 shrink-0 self-start overflow-y-auto text-sm lg:block"
      >
        <ul className="space-y-1">
          {groups.map((group) => (
            <li key={group.tag}>
              <a
                href={`#${group.tag}`}
                className="flex justify-between gap-2 rounded-sm px-2 py-1 text-ink-2 hover:bg-hover"
              >
                <span className="truncate">{group.label}</span>
                <span className="figures text-ink-3">{group.operations.length}</span>
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main id="content" className="min-w-0 flex-1">
        <h1 className="font-semibold text-2xl">{t("title")}</h1>
        <p className="mt-2 max-w-2xl text-ink-2 text-sm">{t("about")}</p>
        <p className="mt-2 max-w-2xl text-ink-2 text-sm">{t("serviceToken")}</p>
        <p className="mt-2 text-sm">
          <a href="/api/openapi.json" className="text-accent hover:underline">
            {t("page.machine")}
          </a>
        </p>
        <search>
          <form className="mt-5 flex max-w-md items-center gap-3">
            <Input
              name="q"
              type="search"
              defaultValue={words}
              aria-label={t("page.find")}
              placeholder={t("page.findHelp")}
            />
            <span className="shrink-0 text-ink-3 text-sm" aria-live="polite">
              {t("page.count", { count })}
            </span>
            {words !== "" || typeof chosen === "string" ? (
              <a href="/docs/api" className="shrink-0 text-accent text-sm hover:underline">
                {t("page.all")}
              </a>
            ) : null}
          </form>
        </search>
        {groups.length === 0 ? <EmptyState title={t("page.none", { words })} /> : null}
        {groups.map((group) => (
          <section key={group.tag} id={group.tag} className="mt-8 scroll-mt-20">
            <h2 className="font-semibold text-lg">{group.label}</h2>
            <div className="mt-2 divide-y divide-line rounded-md border border-line bg-surface">
              {group.operations.map((operation) =>
                count > mostInFull ? (
                  <OperationLine key={operation.id} operation={operation} />
                ) : (
                  <OperationEntry key={operation.id} operation={operation} open={count === 1} />
                ),
              )}
            </div>
          </section>
        ))}
      </main>
    </div>
  );
}
