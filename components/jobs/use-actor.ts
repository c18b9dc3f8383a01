"use client";

import { useTranslations } from "next-intl";

/** Who did something: people by their name, the product's own doings and the customer by the catalogue's. */
export function useActor(): (event: { actor: string; automatic: boolean }) => string {
  const t = useTranslations("field-service.actors");
  return ({ actor, automatic }) => (automatic && t.has(actor) ? t(actor) : actor);
}
