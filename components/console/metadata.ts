import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

/** Title of a page in the reader's language: `export const generateMetadata = titled("governance.resources.roles.label")`. */
export const titled = (key: string) => async (): Promise<Metadata> => ({
  title: (await getTranslations())(key),
});
