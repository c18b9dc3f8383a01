import { createSecureLink } from "@/lib/governance/secure-links/create";
import { offer } from "./command-offer";
import type { Reader } from "./reader";
import { SecureLinkButton } from "./secure-link-button";

export type SecureLinkProps = {
  reader: Reader;
  /** "files", or the name of the record's resource. */
  targetType: string;
  targetId: string;
  /** Where the record belongs, for the permission; without one, where the reader works. */
  path?: string;
};

/** Offers to hand out a one-time link to a record or file, where the reader may. */
export function SecureLink({ reader, targetType, targetId, path }: SecureLinkProps) {
  const spec = offer(
    reader,
    createSecureLink,
    {
      ask: ["expiresInHours", "note"],
      defaults: { targetType, targetId, expiresInHours: 24 },
      submitLabel: reader.t("core.console.create"),
    },
    path,
  );
  return spec ? <SecureLinkButton spec={spec} /> : null;
}
