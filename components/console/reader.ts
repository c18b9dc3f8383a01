import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { type Caller, may } from "@/lib/core/caller";
import { modulesOff } from "@/lib/core/directory";
import { AppError } from "@/lib/core/errors";
import { readableValues } from "@/lib/core/i18n/format";
import type { Translate } from "@/lib/core/i18n/translate";
import { currentCaller } from "@/lib/governance/auth/current-caller";
import "@/lib/registry";

/** "ops" is the platform's own staff, "tenant" an organization's. */
export type Panel = "ops" | "tenant";

export type Texts = Translate & { has(key: string): boolean };

/** Who reads a page, where, and in which words. */
export type Reader = {
  caller: Caller;
  t: Texts;
  panel: Panel;
  /** Names of the modules that are switched off: nothing of theirs is offered or drawn. */
  off: ReadonlySet<string>;
  /** Address of a page of this panel: `href("governance/roles")`. */
  href(path: string): string;
};

export type PanelParams = { panel: string };

export const isPanel = (name: string): name is Panel => name === "ops" || name === "tenant";

/** Words whose amounts of money are written as the reader writes them, wherever the sentence came from. */
const wordsFor = (t: Texts, locale: string): Texts =>
  Object.assign((...[key, values]: Parameters<Texts>) => t(key, readableValues(values, locale)), {
    has: (key: string) => t.has(key),
  });

/** The reader of a page below `app/[panel]`. Redirects to sign-in where there is none; not found outside of the panels. */
export async function readerOf(params: Promise<PanelParams>): Promise<Reader> {
  const { panel } = await params;
  if (!isPanel(panel)) notFound();
  const [caller, t, off] = await Promise.all([currentCaller(), getTranslations(), modulesOff()]);
  return {
    caller,
    t: wordsFor(t as Texts, caller.locale),
    panel,
    off,
    href: (path) => `/${panel}${path === "" ? "" : `/${path}`}`,
  };
}

/**
 * The reader of a page that needs `permission`: without it the page is not there, nor when its module is switched off.
 * @param module whose page it is; the permission's own when left out.
 */
export async function readerWith(
  params: Promise<PanelParams>,
  permission: string | null,
  {
    platformOnly = false,
    module = permission?.split(".")[0] ?? "",
  }: { platformOnly?: boolean; module?: string } = {},
): Promise<Reader> {
  const reader = await readerOf(params);
  if (reader.off.has(module)) notFound();
  if (permission !== null && !may(reader.caller, permission)) notFound();
  if (platformOnly && reader.caller.scope.kind !== "all") notFound();
  return reader;
}

/** Runs a read and shows the designed page where it says the thing is not there or not to be seen. */
export async function orNotFound<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof AppError && (error.code === "not_found" || error.code === "forbidden")) notFound();
    throw error;
  }
}
