import { CommandButton } from "@/components/form/command-button";
import { Badge } from "@/components/ui/badge";
import type { Reader } from "../reader";
import { endSessionOffer, isThisSession, type ListedSession } from "./offers";

export type SessionEndProps = { reader: Reader; session: ListedSession; path: string };

/** What stands beside a session in a list of somebody's: that it is the one in use, or the button that ends it. */
export function SessionEnd({ reader, session, path }: SessionEndProps) {
  if (isThisSession(reader, session.id))
    return <Badge tone="done">{reader.t("governance.account.thisSession")}</Badge>;
  const end = endSessionOffer(reader, session, path);
  return end ? <CommandButton spec={end} size="sm" look="ghost" /> : null;
}
