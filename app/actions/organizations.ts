"use server";

import { getTranslations } from "next-intl/server";
import type { OrganizationOption } from "@/components/shell/types";
import { currentCaller, currentPanel } from "@/lib/governance/auth/current-caller";
import { organizationChoices } from "@/lib/governance/sessions/choices";

/** Organizations the reader may choose to work in, for the switcher in the header. */
export async function searchOrganizations(query: string): Promise<OrganizationOption[]> {
  const caller = await currentCaller();
  const [choices, t] = await Promise.all([
    organizationChoices(caller.grants, String(query).slice(0, 100)),
    getTranslations(),
  ]);
  const everything: OrganizationOption = {
    id: null,
    name: t("core.shell.allOrganizations"),
    subtitle: t("core.shell.below"),
  };
  const found = choices
    .filter((choice) => choice.kind !== "platform")
    .map((choice) => ({
      id: choice.id,
      name: choice.name,
      subtitle: [t(`customers.resources.organizations.values.kind.${choice.kind}`), choice.parent]
        .filter((part) => part !== null)
        .join(" · "),
    }));
  return currentPanel(caller) === "ops" && query === "" ? [everything, ...found] : found;
}
