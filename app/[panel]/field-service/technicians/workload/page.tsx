import { crumbsOf } from "@/components/console/crumbs";
import { technicianTabs } from "@/components/console/field-service/technician-tabs";
import { WorkloadTable } from "@/components/console/field-service/workload-table";
import { titled } from "@/components/console/metadata";
import { type PanelParams, readerWith } from "@/components/console/reader";
import { PageHeader } from "@/components/shell/page-header";
import { technicians } from "@/lib/field-service/technicians/resource";
import { readWorkload } from "@/lib/field-service/technicians/workload";

export const generateMetadata = titled("field-service.menu.workload");

export default async function WorkloadPage({ params }: { params: Promise<PanelParams> }) {
  const reader = await readerWith(params, technicians.permission);
  const { rows, cut } = await readWorkload(reader.caller);
  const title = reader.t("field-service.menu.workload");
  return (
    <>
      <PageHeader
        title={title}
        description={reader.t("field-service.pages.workload.description")}
        crumbs={crumbsOf(reader, technicians, { label: title })}
        tabs={technicianTabs(reader)}
        activeTab={reader.href("field-service/technicians/workload")}
      />
      <WorkloadTable reader={reader} rows={rows} cut={cut} />
    </>
  );
}
