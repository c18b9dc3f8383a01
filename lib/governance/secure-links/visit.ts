import { now } from "@/lib/core/clock";
import { perform } from "@/lib/core/command";
import { hashToken } from "@/lib/core/crypto/token";
import { prisma } from "@/lib/core/db";
import { AppError, notFound } from "@/lib/core/errors";
import type { SecureLinkOutcome } from "@/lib/core/generated/prisma/enums";
import type { RequestFacts } from "@/lib/core/http/request";
import type { Translate } from "@/lib/core/i18n/translate";
import { describeResource } from "@/lib/core/resource/describe";
import type { CellValue, ColumnDescription } from "@/lib/core/resource/description";
import { systemCaller } from "@/lib/core/system";
import { absentCaller } from "@/lib/governance/auth/absent-caller";
import { countVisit } from "@/lib/governance/auth/attempts";
import type { StoredFile } from "@/lib/governance/files/read";
import { deadBecause, linkToken, openSecureLink } from "@/lib/governance/secure-links/open";
import { filesTarget, readTarget, type Target } from "@/lib/governance/secure-links/target";

type Dead = Exclude<SecureLinkOutcome, "opened">;

/** What somebody who holds a link is shown before they open it: nothing of what it leads to. */
export type LinkFace = { state: "ready"; kind: Target["kind"]; expiresAt: string } | { state: Dead };

/** A record as a link shows it: its label and the columns its list shows, in the visitor's language. */
export type SharedRecord = {
  label: string;
  type: string;
  facts: { column: ColumnDescription; value: CellValue }[];
};

const select = {
  targetType: true,
  targetId: true,
  organizationId: true,
  createdById: true,
  openedAt: true,
  revokedAt: true,
  expiresAt: true,
} as const;

async function find(token: string, facts: RequestFacts) {
  await countVisit("secure-link", facts.address);
  const link = linkToken.safeParse(token).success
    ? await prisma.secureLink.findUnique({ where: { tokenHash: hashToken(token) }, select })
    : null;
  if (!link) throw notFound();
  return link;
}

const kindOf = (link: { targetType: string }): Target["kind"] =>
  link.targetType === filesTarget ? "file" : "record";

const record = async (token: string, available: boolean, facts: RequestFacts): Promise<SecureLinkOutcome> => {
  const caller = { ...(await systemCaller("secure-link")), ...facts };
  return (await perform(openSecureLink, { token, available }, caller)).outcome;
};

/**
 * Looks at a link without opening it: whoever fetches addresses out of mails to scan them must not use it up. A look at a dead
 * one is logged as a try.
 * @throws not_found for no link of ours, rate_limited.
 */
export async function lookAtLink(token: string, facts: RequestFacts): Promise<LinkFace> {
  const link = await find(token, facts);
  const dead = deadBecause(link, now());
  if (!dead)
    return {
      state: "ready",
      kind: kindOf(link),
      expiresAt: link.expiresAt.toISOString(),
    };
  await record(token, false, facts);
  return { state: dead };
}

async function openTarget(token: string, kind: Target["kind"], facts: RequestFacts): Promise<Target | Dead> {
  const link = await find(token, facts);
  if (kindOf(link) !== kind) throw notFound();
  const target = deadBecause(link, now()) ? null : await targetOf(link, facts);
  const outcome = await record(token, target !== null, facts);
  return outcome === "opened" && target ? target : outcome === "opened" ? "gone" : outcome;
}

/** What the maker of the link may still read there, or null. */
async function targetOf(
  link: { targetType: string; targetId: string; organizationId: string; createdById: string },
  { locale }: RequestFacts,
): Promise<Target | null> {
  try {
    const maker = {
      operatorId: link.createdById,
      organizationId: link.organizationId,
      tokenId: null,
      locale,
    };
    return await readTarget(link, await absentCaller(maker));
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

/**
 * Opens a link to a record.
 * @returns the record, or why there is none to see.
 * @throws not_found for no link of ours, rate_limited.
 */
export async function openRecordLink(
  token: string,
  facts: RequestFacts,
  t: Translate,
): Promise<SharedRecord | Dead> {
  const target = await openTarget(token, "record", facts);
  if (typeof target === "string") return target;
  if (target.kind !== "record") throw notFound();
  const { resource, values, label } = target;
  const { columns } = describeResource(resource, await systemCaller("secure-link"), t, "ops");
  return {
    label,
    type: t(`${resource.module}.resources.${resource.name}.one`),
    facts: columns
      .filter((column) => column.shown)
      .map((column) => ({ column, value: values[column.key] ?? null })),
  };
}

/** Opens a link to a file. @returns the file, or why there is none. @throws not_found for no link of ours, rate_limited. */
export async function openFileLink(token: string, facts: RequestFacts): Promise<StoredFile | Dead> {
  const target = await openTarget(token, "file", facts);
  if (typeof target === "string") return target;
  if (target.kind !== "file") throw notFound();
  return target.file;
}
