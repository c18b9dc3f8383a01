import type { CommandSpec } from "@/components/form/command";
import { benefitGrantMachine } from "@/lib/commerce/benefit-grants/machine";
import { resendGrant } from "@/lib/commerce/benefit-grants/resend";
import { revokeGrant } from "@/lib/commerce/benefit-grants/revoke";
import type { CellValue } from "@/lib/core/resource/description";
import { offer, offered } from "../command-offer";
import { commandsFrom } from "../moves";
import type { Reader } from "../reader";

type State = keyof typeof benefitGrantMachine.states;

/** What this reader may do with a grant as it is now. A voucher that lives is taken back where vouchers are. */
export function grantOffers(reader: Reader, grant: Record<string, CellValue>): CommandSpec[] {
  const state = String(grant.state) as State;
  const open = commandsFrom(benefitGrantMachine, state);
  const defaults = { benefitGrantId: String(grant.id) };
  return offered([
    state === "revoked" || state === "expired"
      ? null
      : offer(reader, resendGrant, { icon: "send", ask: ["recipient", "reason"], defaults }),
    open.has(revokeGrant.name) && !(grant.kind === "voucher" && state === "granted")
      ? offer(reader, revokeGrant, { icon: "ban", danger: true, ask: ["reason"], defaults })
      : null,
  ]);
}

/** Why something could not be granted, in the reader's language where the words are known. */
export function failureWords({ t }: Reader, error: string): string {
  const keys = [`commerce.pages.benefit-grants.errors.${error}`, withErrors(error)];
  const key = keys.find((candidate) => t.has(candidate));
  return key ? t(key) : error;
}

// "commerce.nobody_to_write_to" stands at commerce.errors.nobody_to_write_to.
const withErrors = (reason: string): string => reason.replace(/^([a-z-]+)\./, "$1.errors.");
