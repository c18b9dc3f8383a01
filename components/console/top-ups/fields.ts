import type { Caller } from "@/lib/core/caller";
import { prisma } from "@/lib/core/db";
import { setting } from "@/lib/settings/settings/read";
import type { FieldChanges } from "../command-fields";

const often = ["USD", "EUR", "GBP", "CNY", "HKD", "JPY", "SGD"];

/** Currencies a form offers: that of the organization one works in, those the settings speak of, and what many use. */
export async function offeredCurrencies({ scope }: Pick<Caller, "scope">): Promise<string[]> {
  const [organization, { topUpMinimums, topUpMaximums }] = await Promise.all([
    prisma.organization.findUnique({ where: { id: scope.organizationId }, select: { currency: true } }),
    setting("billing"),
  ]);
  const named = [...topUpMinimums, ...topUpMaximums].map((text) => text.split(" ")[1] ?? "");
  return [...new Set([organization?.currency ?? "USD", ...named, ...often])].filter(Boolean);
}

const megabyte = 1024 * 1024;

/** What the input's schema cannot say of a transfer's proof and its reference. */
export const proofFieldChanges = (maxUploadMegabytes: number) =>
  ({
    channelRef: { kind: "code" },
    proofFileId: {
      kind: "file",
      upload: {
        purpose: "top-up-proof",
        accept: ".pdf,.png,.jpg,.jpeg,.webp,application/pdf,image/png,image/jpeg,image/webp",
        maxBytes: Math.min(maxUploadMegabytes, 20) * megabyte,
      },
    },
  }) satisfies Record<string, FieldChanges>;

/** What the input's schema cannot say of a top-up's fields. */
export function topUpFieldChanges(
  currencies: string[],
  maxUploadMegabytes: number,
): Record<string, FieldChanges> {
  const proof = proofFieldChanges(maxUploadMegabytes);
  const bank = { field: "channel", in: ["bank_transfer"] };
  return {
    amount: { kind: "money", currencies, positive: true, half: true },
    channel: { half: true, placeholder: undefined },
    customerId: { half: true },
    organizationId: { half: true },
    channelRef: { ...proof.channelRef, when: bank },
    proofFileId: { ...proof.proofFileId, when: bank },
    saveMethod: { when: { field: "channel", in: ["stripe"] } },
    note: { kind: "textarea" },
    receivedAt: { kind: "time" },
  };
}
