import { getTranslations } from "next-intl/server";
import { NumberText } from "@/components/ui/number";
import { StateBadge } from "@/components/ui/state-badge";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import type { Tone } from "@/lib/core/resource/description";
import type { Check, Readiness } from "@/lib/sre/health/ready";

const parts = ["database", "engine", "storage", "mail"] as const;
const tones: Record<Check["state"], Tone> = { up: "done", down: "danger", off: "over" };

/** Every part the product stands on: whether it answers, how fast, and what stands still without it. */
export async function HealthChecks({ found }: { found: Readiness }) {
  const t = await getTranslations("sre.pages.health");
  const options = Object.entries(tones).map(([value, tone]) => ({
    value,
    label: t(`states.${value as Check["state"]}`),
    tone,
  }));
  return (
    <Table aria-label={t("title")}>
      <TableHead>
        <tr>
          <TableHeader>{t("part")}</TableHeader>
          <TableHeader>{t("state")}</TableHeader>
          <TableHeader align="right">{t("latency")}</TableHeader>
        </tr>
      </TableHead>
      <TableBody>
        {parts.map((part) => {
          const { state, latencyMs } = found[part];
          return (
            <TableRow key={part} className="align-top">
              <TableCell>
                <span className="font-medium">{t(`parts.${part}.name`)}</span>
                <span className="block text-ink-3 text-xs">
                  {t(`parts.${part}.${state === "up" ? "use" : state}`)}
                </span>
              </TableCell>
              <TableCell>
                <StateBadge value={state} options={options} />
              </TableCell>
              <TableCell align="right" className="whitespace-nowrap">
                {state === "off" ? (
                  t("none")
                ) : (
                  <NumberText value={latencyMs} options={{ style: "unit", unit: "millisecond" }} />
                )}
              </TableCell>
            </TableRow>
          );
        })}
      </TableBody>
    </Table>
  );
}
