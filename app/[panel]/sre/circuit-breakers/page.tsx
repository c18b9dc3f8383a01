import { offer } from "@/components/console/command-offer";
import { titled } from "@/components/console/metadata";
import type { ListPageProps } from "@/components/console/page-props";
import { readerWith } from "@/components/console/reader";
import { ResourcePage } from "@/components/console/resource-page";
import { breakerOptions } from "@/components/console/sre/breaker-options";
import { OpenBreakers } from "@/components/console/sre/open-breakers";
import { CommandButton } from "@/components/form/command-button";
import { openCircuitBreaker } from "@/lib/sre/circuit-breakers/open";
import { circuitBreakers } from "@/lib/sre/circuit-breakers/resource";

export const generateMetadata = titled(`${circuitBreakers.module}.resources.${circuitBreakers.name}.label`);

export default async function CircuitBreakersPage({ params, searchParams }: ListPageProps) {
  const reader = await readerWith(params, circuitBreakers.permission, { platformOnly: true });
  const { t } = reader;
  const open = offer(reader, openCircuitBreaker, {
    icon: "power",
    danger: true,
    ask: ["key", "reason"],
    changes: { key: { kind: "select", options: breakerOptions(t), placeholder: t("core.common.choose") } },
  });
  return (
    <ResourcePage
      reader={reader}
      resource={circuitBreakers}
      searchParams={searchParams}
      description={t("sre.pages.breakers.description")}
      actions={open ? <CommandButton spec={open} /> : null}
      emptyTitle={t("sre.pages.breakers.empty")}
      emptyDescription={t("sre.pages.breakers.emptyDescription")}
    >
      <OpenBreakers reader={reader} />
    </ResourcePage>
  );
}
