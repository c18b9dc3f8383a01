import type { CellValue } from "@/lib/core/resource/description";
import { resources } from "@/lib/registry";
import { mayRead } from "../figures";
import type { Reader } from "../reader";

export type NamedRecord = {
  key: string;
  /** What kind of record it is, in the reader's language. */
  label: string;
  id: string;
  href: string;
};

const nouns: Record<string, string> = { mail: "outgoing-mails", policy: "approval-policies" };
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Records an event names by their ids (`approvalId`, `exportId`, …), with the way to those that have a page the reader may see. */
export function namedRecords(reader: Reader, data: CellValue | undefined): NamedRecord[] {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return [];
  return Object.entries(data).flatMap(([key, value]) => {
    if (!key.endsWith("Id") || typeof value !== "string" || !uuid.test(value)) return [];
    const noun = key.slice(0, -2);
    const name = nouns[noun] ?? `${noun.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}s`;
    const resource = resources.get(name);
    if (!mayRead(resource, reader) || !resource.page) return [];
    return [
      {
        key,
        label: reader.t(`${resource.module}.resources.${name}.one`),
        id: value,
        href: reader.href(resource.page.replace(":id", value)),
      },
    ];
  });
}
