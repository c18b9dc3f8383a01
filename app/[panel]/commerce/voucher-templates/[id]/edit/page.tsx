import { EditPage } from "@/components/console/edit-page";
import { titled } from "@/components/console/metadata";
import type { RecordPageProps } from "@/components/console/page-props";
import { orNotFound, readerWith } from "@/components/console/reader";
import { templateFieldChanges, templateFields } from "@/components/console/vouchers/template-fields";
import { readVoucherTemplate } from "@/lib/commerce/voucher-templates/read";
import { voucherTemplates } from "@/lib/commerce/voucher-templates/resource";
import { updateVoucherTemplate } from "@/lib/commerce/voucher-templates/update";
import { record } from "@/lib/core/resource/list";

export const generateMetadata = titled("commerce.commands.voucher-templates.update.title");

export default async function EditVoucherTemplatePage({ params }: RecordPageProps) {
  const [reader, { id }] = await Promise.all([readerWith(params, updateVoucherTemplate.permission), params]);
  const values = await orNotFound(record(voucherTemplates, id, reader.caller));
  const { skuIds } = await readVoucherTemplate(id);
  const { name, description, validDays, validUntil, minimumSpend, trigger, triggerDay, version } = values;
  return (
    <EditPage
      reader={reader}
      resource={voucherTemplates}
      of={{ label: String(name), href: reader.href(`commerce/voucher-templates/${id}`) }}
      command={updateVoucherTemplate}
      form={{
        ask: ["name", ...templateFields],
        changes: { ...templateFieldChanges, name: { required: true } },
        defaults: {
          voucherTemplateId: id,
          version: Number(version),
          name,
          description,
          validDays: validDays === null ? null : Number(validDays),
          validUntil,
          minimumSpend,
          skuIds,
          trigger,
          triggerDay,
        },
      }}
    />
  );
}
