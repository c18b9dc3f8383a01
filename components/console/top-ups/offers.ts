import type { CommandSpec } from "@/components/form/command";
import { addProof } from "@/lib/billing/top-ups/add-proof";
import { closeTopUp } from "@/lib/billing/top-ups/close";
import { confirmTopUp } from "@/lib/billing/top-ups/confirm";
import { lockTopUpCommand } from "@/lib/billing/top-ups/lock";
import { topUpMachine } from "@/lib/billing/top-ups/machine";
import type { TopUpRecord } from "@/lib/billing/top-ups/read";
import { reviewTopUp } from "@/lib/billing/top-ups/review";
import { syncTopUp } from "@/lib/billing/top-ups/sync";
import { unlockTopUp } from "@/lib/billing/top-ups/unlock";
import { operatorOf } from "@/lib/core/caller";
import { formatMoney } from "@/lib/core/i18n/format";
import { platformPlace } from "@/lib/core/scope";
import { setting } from "@/lib/settings/settings/read";
import { offer, offered } from "../command-offer";
import { commandsFrom } from "../moves";
import type { Reader } from "../reader";
import { refundOffer } from "../refunds/offer";
import { proofFieldChanges } from "./fields";

/** What this reader may do with a top-up as it stands; what only another person may is left out. */
export async function topUpOffers(reader: Reader, topUp: TopUpRecord): Promise<CommandSpec[]> {
  const { t, caller } = reader;
  const open = commandsFrom(topUpMachine, topUp.state);
  const me = operatorOf(caller);
  const { path: root } = await platformPlace();
  const bank = topUp.channel === "bank_transfer";
  const defaults = { topUpId: topUp.id };
  const texts = "billing.commands.top-ups";
  const words = {
    amount: formatMoney({ amount: topUp.amount, currency: topUp.currency }, caller.locale),
    owner: topUp.customerName ?? topUp.organizationName,
    wallet: topUp.walletNumber,
  };
  const given = topUp.createdById === me || topUp.confirmedById === me;
  return offered([
    bank && open.has(confirmTopUp.name) && topUp.createdById !== me
      ? offer(
          reader,
          confirmTopUp,
          {
            icon: "circle-check",
            ask: ["channelRef", "receivedAt"],
            changes: { channelRef: { kind: "code", required: true }, receivedAt: { kind: "time" } },
            defaults: { ...defaults, channelRef: topUp.channelRef },
            description: t(`${texts}.confirm.consequences`, words),
          },
          root,
        )
      : null,
    bank && topUp.state === "pending"
      ? offer(
          reader,
          addProof,
          {
            icon: "upload",
            ask: ["proofFileId", "channelRef"],
            changes: proofFieldChanges((await setting("files")).maxUploadMegabytes),
            defaults: { ...defaults, channelRef: topUp.channelRef },
          },
          root,
        )
      : null,
    open.has(reviewTopUp.name) && !given
      ? offer(
          reader,
          reviewTopUp,
          {
            icon: "scale",
            ask: ["decision", ...(bank ? ["returnRef"] : []), "reason"],
            changes: {
              decision: { kind: "radio" },
              returnRef: { kind: "code", required: true, when: { field: "decision", in: ["reject"] } },
            },
            defaults,
            description: t(`${texts}.review.consequences`, words),
          },
          root,
        )
      : null,
    open.has("refunds.request") && !topUp.left.isZero && !topUp.left.isNegative
      ? refundOffer(reader, { topUpId: topUp.id, left: topUp.left.toJSON() })
      : null,
    topUp.attempt ? offer(reader, syncTopUp, { icon: "refresh-cw", defaults }, topUp.path) : null,
    open.has(unlockTopUp.name)
      ? offer(reader, unlockTopUp, { icon: "circle-play", ask: ["reason"], defaults }, root)
      : null,
    open.has(lockTopUpCommand.name)
      ? offer(reader, lockTopUpCommand, { icon: "lock", danger: true, ask: ["reason"], defaults }, root)
      : null,
    open.has(closeTopUp.name)
      ? offer(reader, closeTopUp, { icon: "ban", danger: true, ask: ["reason"], defaults }, topUp.path)
      : null,
  ]);
}
