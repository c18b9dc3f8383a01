import { Link } from "@/components/ui/link";
import { Time } from "@/components/ui/time";
import type { Fact } from "../facts";
import type { Reader } from "../reader";
import { TargetLink } from "../target-link";
import type { ImportRow } from "./import-progress";

/** Who asked for an import, below what, and when. */
export function importFacts(reader: Reader, row: ImportRow): Fact[] {
  const { t } = reader;
  const columns = "governance.resources.imports.columns";
  return [
    {
      key: "operator",
      label: t(`${columns}.operator`),
      value: (
        <TargetLink reader={reader} target={{ type: "operators", id: row.operatorId, label: row.operator }} />
      ),
    },
    ...(row.file ? [{ key: "file", label: t(`${columns}.file`), value: row.file }] : []),
    {
      key: "below",
      label: t("core.console.importer.below"),
      value: (
        <TargetLink reader={reader} target={{ type: "organizations", id: row.parentId, label: row.parent }} />
      ),
    },
    {
      key: "createdAt",
      label: t(`${columns}.createdAt`),
      value: <Time value={row.createdAt.toISOString()} style="both" />,
    },
    ...(row.twin
      ? [
          {
            key: "twin",
            label: t(row.dryRun ? "core.console.importer.realRun" : "core.console.importer.checkRun"),
            value: (
              <Link
                href={reader.href(`governance/imports/${row.twin.id}`)}
                className="text-accent hover:underline"
              >
                <Time value={row.twin.createdAt.toISOString()} style="minute" />
              </Link>
            ),
          },
        ]
      : []),
    ...(row.finishedAt
      ? [
          {
            key: "finishedAt",
            label: t(`${columns}.finishedAt`),
            value: <Time value={row.finishedAt.toISOString()} style="both" />,
          },
        ]
      : []),
  ];
}
