import { setting } from "@/lib/settings/settings/read";

const megabyte = 1024 * 1024;

/** As much as a document may be (lib/governance/files/document.ts). */
const largest = 20;

/** What may be attached to a ticket. */
export async function attachmentUpload() {
  const { maxUploadMegabytes } = await setting("files");
  return {
    purpose: "support-attachment",
    accept: ".pdf,.png,.jpg,.jpeg,.webp,application/pdf,image/png,image/jpeg,image/webp",
    maxBytes: Math.min(maxUploadMegabytes, largest) * megabyte,
  };
}
