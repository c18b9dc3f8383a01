import { Download } from "lucide-react";
import { getFormatter } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Link } from "@/components/ui/link";
import { NumberText } from "@/components/ui/number";
import { Progress } from "@/components/ui/progress";
import { Stat, StatRow } from "@/components/ui/stat";
import { listPathOf } from "@/lib/core/resource/list-path";
import { approvals } from "@/lib/governance/approvals/resource";
import type { readImport } from "@/lib/governance/imports/read";
import { resources } from "@/lib/registry";
import { mayRead } from "../figures";
import type { Reader } from "../reader";
import { Refresh } from "../refresh";
import { listTitle } from "../worded-rows";

export type ImportRow = Awaited<ReturnType<typeof readImport>>;

/** How far an import came, and what became of its rows. */
export async function ImportProgress({
  reader,
  row,
  over,
}: {
  reader: Reader;
  row: ImportRow;
  over: boolean;
}) {
  const { t } = reader;
  const format = await getFormatter();
  const texts = "core.console.importer";
  const list = resources.get(row.importer);
  const made = !row.dryRun && row.succeededRows > 0 && mayRead(list, reader) ? list : null;
  return (
    <>
      {over ? null : <Refresh seconds={2} />}
      <StatRow>
        <Stat label={t(`${texts}.total`)} value={<NumberText value={row.totalRows} />} />
        <Stat label={t(`${texts}.processed`)} value={<NumberText value={row.processedRows} />} />
        <Stat
          label={t(row.dryRun ? `${texts}.fine` : `${texts}.made`)}
          value={<NumberText value={row.succeededRows} />}
          note={row.succeededRows > 0 ? t(`${texts}.rows`) : undefined}
          tone={row.succeededRows > 0 ? "done" : undefined}
        />
        {row.waitingRows > 0 ? (
          <Stat
            label={t(`${texts}.waiting`)}
            value={<NumberText value={row.waitingRows} />}
            note={t(`${texts}.waitingNote`)}
            tone="waiting"
            href={reader.href(listPathOf(approvals))}
          />
        ) : null}
        <Stat
          label={t(`${texts}.faulty`)}
          value={<NumberText value={row.failedRows} />}
          note={row.failedRows > 0 ? t(`${texts}.seeBelow`) : undefined}
          tone={row.failedRows > 0 ? "danger" : undefined}
        />
        {row.warnedRows > 0 ? (
          <Stat
            label={t(`${texts}.warned`)}
            value={<NumberText value={row.warnedRows} />}
            note={t(`${texts}.seeBelow`)}
            tone="waiting"
          />
        ) : null}
      </StatRow>
      {over ? null : (
        <Card>
          <Progress
            label={t(`${texts}.progress`)}
            value={row.totalRows > 0 && row.processedRows > 0 ? row.processedRows / row.totalRows : undefined}
            detail={t(`${texts}.ofRows`, {
              done: format.number(row.processedRows),
              total: format.number(row.totalRows),
            })}
          />
        </Card>
      )}
      {row.resultFileId ? (
        <div className="flex flex-wrap gap-2">
          <Button asChild>
            <a href={`/api/files/${row.resultFileId}`} download>
              <Download aria-hidden />
              {t(`${texts}.result`)}
            </a>
          </Button>
          {made ? (
            <Button asChild>
              <Link
                href={reader.href(
                  `${listPathOf(made)}${made.columns.createdAt?.sort ? "?sort=-createdAt" : ""}`,
                )}
              >
                {t(`${texts}.openList`, { list: listTitle(made.name, reader) })}
              </Link>
            </Button>
          ) : null}
        </div>
      ) : null}
    </>
  );
}
